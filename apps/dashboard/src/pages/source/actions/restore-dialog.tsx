import { useQuery } from "@tanstack/react-query";
import { restoreSource, type Source } from "../../../api/source.ts";
import { sourceKindsQuery } from "../../../api/source-kinds.ts";
import { CredentialsForm } from "../../../components/connection/credentials-form.tsx";
import { ConfirmDialog, Dialog } from "../../../components/dialog.tsx";
import { useSourceAction } from "./use-source-action.ts";

/** Brings a disconnected source back; how it signs in is asked for again, since it was removed. */
export function RestoreDialog({
  source,
  open,
  onClose,
}: {
  readonly source: Source;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { id, name } = source;
  const kind = useQuery(sourceKindsQuery).data?.find((one) => one.kind === source.kind);
  const { busy, run } = useSourceAction();
  const restore = async (credentials?: Record<string, unknown>) => {
    const done = await run(
      `${name} is not restored`,
      () => restoreSource(id, credentials),
      () => [`${name} is restored`, "What changed in the meantime is read now."],
    );
    if (done) onClose();
  };
  if (kind?.credentials) {
    return (
      <Dialog
        open={open}
        onClose={onClose}
        title={`Restore ${name}`}
        description="Its documents are found again at once. Its credentials were removed when it was disconnected: give them again."
      >
        <CredentialsForm kind={kind} config={source.config} submit="Restore" onSubmit={restore} onCancel={onClose} />
      </Dialog>
    );
  }
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      onConfirm={() => void restore()}
      title={`Restore ${name}?`}
      confirm="Restore"
      busy={busy}
    >
      <p>Its documents are found again at once, and what changed in the meantime is read.</p>
    </ConfirmDialog>
  );
}
