import { disconnectSource, type Source } from "../../../api/source.ts";
import { ConfirmDialog } from "../../../components/dialog.tsx";
import { formatMoment, formatPlural } from "../../../components/format.ts";
import { restorableUntil } from "../../sources/source-state.ts";
import { useSourceAction } from "./use-source-action.ts";

/** Says what disconnecting does before it is done. */
export function DisconnectDialog({
  source: { id, name },
  open,
  onClose,
  onDone,
}: {
  readonly source: Source;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onDone?: () => void;
}) {
  const { busy, run } = useSourceAction();
  const confirm = async () => {
    const done = await run(
      `${name} is still connected`,
      () => disconnectSource(id),
      ({ documents, restorableUntil: until }) => [
        `${name} is disconnected`,
        `Its ${formatPlural(documents, "document")} can be restored until ${formatMoment(until)}.`,
      ],
    );
    if (!done) return;
    onClose();
    onDone?.();
  };
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      onConfirm={() => void confirm()}
      title={`Disconnect ${name}?`}
      confirm="Disconnect"
      busy={busy}
      danger
    >
      <DisconnectWords />
    </ConfirmDialog>
  );
}

/** What disconnecting does, and until when it can be taken back. */
export function DisconnectWords() {
  return (
    <ul className="list-disc space-y-1 pl-4">
      <li>Its documents are not found any more, and it is not synced any more.</li>
      <li>Its credentials and webhook secrets are removed at once.</li>
      <li>
        Until {formatMoment(restorableUntil(new Date().toISOString()))} it can be restored, with all it held. Then
        everything is deleted for good.
      </li>
    </ul>
  );
}
