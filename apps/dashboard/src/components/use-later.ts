import { startTransition, useEffect, useState } from "react";

/** What something has been for so many milliseconds; null before it has been anything for so long. */
export function useLater<Value>(value: Value, milliseconds: number): Value | null {
  const [later, setLater] = useState<Value | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setLater(() => value)), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return later;
}
