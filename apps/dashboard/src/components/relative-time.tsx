import { useEffect, useState } from "react";
import { formatMoment, formatRelative } from "./format.ts";

const LOOK_MS = 20_000;

/** How long ago something was or how soon it will be, kept true while it is shown; the exact time on hover. */
export function RelativeTime({ time }: { readonly time: string }) {
  const [, look] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => look((count) => count + 1), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={time} title={formatMoment(time)} className="whitespace-nowrap">
      {formatRelative(time)}
    </time>
  );
}
