import { type Source, syncSource } from "../../../api/source.ts";
import { ConfirmDialog } from "../../../components/dialog.tsx";
import { useSourceAction } from "./use-source-action.ts";

/** Asks before everything of a source is listed and read again. */
export function FullSyncDialog({
  source: { id, name },
  open,
  onClose,
}: {
  readonly source: Source;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { busy, run } = useSourceAction();
  const confirm = async () => {
    const done = await run(
      `${name} is not being synced`,
      () => syncSource(id, "full"),
      ({ created }) => [created ? `Everything of ${name} is being read again` : `${name} is being synced already`],
    );
    if (done) onClose();
  };
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      onConfirm={() => void confirm()}
      title={`Sync everything of ${name} again?`}
      confirm="Sync everything"
      busy={busy}
    >
      <p>
        Everything there is listed and read again, not only what changed. It finds what an ordinary sync cannot see,
        such as things deleted without a trace.
      </p>
      <p>
        It takes as long as the first sync and as many requests of the provider's limits. What did not change is not
        embedded again, and the search works on throughout.
      </p>
    </ConfirmDialog>
  );
}
