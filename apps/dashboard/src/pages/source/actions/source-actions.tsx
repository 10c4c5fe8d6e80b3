import { CirclePause, CirclePlay, ListRestart, PencilLine, RefreshCw, Unplug } from "lucide-react";
import { useState } from "react";
import { changeSource, type Job, type Source, syncSource } from "../../../api/source.ts";
import { Button } from "../../../components/button.tsx";
import { Menu, type MenuEntry } from "../../../components/menu.tsx";
import { useNow } from "../../../components/use-now.ts";
import { DisconnectDialog } from "./disconnect-dialog.tsx";
import { FullSyncDialog } from "./full-sync-dialog.tsx";
import { RenameDialog } from "./rename-dialog.tsx";
import { RestoreDialog } from "./restore-dialog.tsx";
import { useSourceAction } from "./use-source-action.ts";

/** A run that is queued for longer, in milliseconds, may have been lost on its way to the workflows: it can be asked for again. */
const STARTS_MS = 10_000;

type Asking = "rename" | "full" | "disconnect" | "restore" | null;

/** What can be done with a source: sync it, and behind three dots what is done less often. */
export function SourceActions({
  source,
  job,
}: {
  readonly source: Source;
  /** Its newest run. */
  readonly job: Job | null;
}) {
  const { id, name, status } = source;
  const now = useNow(job?.status === "queued" ? 1_000 : null);
  const syncing =
    job?.status === "running" || (job?.status === "queued" && now - Date.parse(job.createdAt) < STARTS_MS);
  const [asking, setAsking] = useState<Asking>(null);
  const { busy, run } = useSourceAction();
  const close = () => setAsking(null);
  const sync = () =>
    run(
      `${name} is not being synced`,
      () => syncSource(id, "incremental"),
      ({ created }) => [created ? `${name} is being synced` : `${name} is being synced already`],
    );
  const pause = (paused: boolean) =>
    run(
      paused ? `${name} is not paused` : `${name} is still paused`,
      () => changeSource(id, { paused }),
      () =>
        paused
          ? [`${name} is paused`, "Schedules and webhooks leave it alone until you resume it."]
          : [`${name} is resumed`],
    );
  if (status === "archived") {
    return (
      <>
        <Button size="small" onClick={() => setAsking("restore")} aria-label={`Restore ${name}`}>
          Restore
        </Button>
        <RestoreDialog source={source} open={asking === "restore"} onClose={close} />
      </>
    );
  }
  const paused = status === "paused";
  const entries: MenuEntry[] = [
    { label: "Rename", icon: <PencilLine {...icon} />, onSelect: () => setAsking("rename") },
    {
      label: "Sync everything again",
      icon: <ListRestart {...icon} />,
      disabled: paused || syncing,
      onSelect: () => setAsking("full"),
    },
    paused
      ? { label: "Resume", icon: <CirclePlay {...icon} />, disabled: busy, onSelect: () => void pause(false) }
      : { label: "Pause", icon: <CirclePause {...icon} />, disabled: busy, onSelect: () => void pause(true) },
    { label: "Disconnect", icon: <Unplug {...icon} />, danger: true, onSelect: () => setAsking("disconnect") },
  ];
  return (
    <div className="flex items-center gap-1">
      {paused ? (
        <Button
          size="small"
          busy={busy}
          icon={<CirclePlay {...icon} />}
          aria-label={`Resume ${name}`}
          onClick={() => void pause(false)}
        >
          Resume
        </Button>
      ) : (
        <Button
          size="small"
          busy={busy}
          disabled={syncing}
          icon={<RefreshCw {...icon} />}
          aria-label={`Sync now: ${name}`}
          onClick={() => void sync()}
        >
          Sync now
        </Button>
      )}
      <Menu label={`More for ${name}`} entries={entries} />
      <RenameDialog source={source} open={asking === "rename"} onClose={close} />
      <FullSyncDialog source={source} open={asking === "full"} onClose={close} />
      <DisconnectDialog source={source} open={asking === "disconnect"} onClose={close} />
    </div>
  );
}

const icon = { "aria-hidden": true, className: "size-4" } as const;
