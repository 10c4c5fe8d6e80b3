import { useState } from "react";
import type { Source } from "../../../api/source.ts";
import { Button } from "../../../components/button.tsx";
import { formatMoment } from "../../../components/format.ts";
import { Notice } from "../../../components/states.tsx";
import { restorableUntil } from "../../sources/source-state.ts";
import { RestoreDialog } from "../actions/restore-dialog.tsx";

/** Says that a source is disconnected, and until when it can be restored. */
export function DisconnectedNotice({ source }: { readonly source: Source }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Notice
        tone="warn"
        title={source.archivedAt ? `Disconnected on ${formatMoment(source.archivedAt)}` : "Disconnected"}
        actions={
          <Button size="small" look="primary" onClick={() => setOpen(true)}>
            Restore it
          </Button>
        }
      >
        Its documents are not found and it is not synced.
        {source.archivedAt &&
          ` Until ${formatMoment(restorableUntil(source.archivedAt))} it can be restored with all it held; then everything is deleted for good.`}
      </Notice>
      <RestoreDialog source={source} open={open} onClose={() => setOpen(false)} />
    </>
  );
}
