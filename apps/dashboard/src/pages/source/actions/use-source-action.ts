import { useState } from "react";
import { refreshSources } from "../../../api/source.ts";
import { useToasts } from "../../../components/toast.tsx";

/** Runs a change of a source: says what was done or why not, and has what is shown brought up to date. */
export function useSourceAction() {
  const [busy, setBusy] = useState(false);
  const toasts = useToasts();
  const run = async <Done>(
    failure: string,
    change: () => Promise<Done>,
    said: (done: Done) => readonly [title: string, description?: string],
  ): Promise<boolean> => {
    setBusy(true);
    try {
      const done = await change();
      toasts.done(...said(done));
      // Not waited for: what comes next may be asked for while it is on its way.
      void refreshSources();
      return true;
    } catch (error) {
      toasts.failed(failure, error);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, run };
}
