import { useState } from "react";
import { keepFocus } from "../../../components/keep-focus.ts";
import { useToasts } from "../../../components/toast.tsx";

/** Does something about the index and says how that went. */
export function useIndexChange() {
  const [busy, setBusy] = useState(false);
  const toasts = useToasts();
  const run = async (change: () => Promise<unknown>, done: string, failed: string) => {
    setBusy(true);
    try {
      await change();
      toasts.done(done);
    } catch (error) {
      toasts.failed(failed, error);
    }
    setBusy(false);
    keepFocus();
  };
  return { busy, run };
}
