import type { InstallationRecord } from "../auth/model.ts";
import { renderInstallation } from "../rest/render-installation.ts";
import { fullName, type RepositoryRecord } from "../state/model.ts";
import { nodeId } from "../state/node-id.ts";
import type { World } from "../state/world.ts";

/** Tells an app's hooks what happened to an installation. */
export function emitInstallation(
  world: World,
  installation: InstallationRecord,
  action: "deleted" | "suspend" | "unsuspend",
): void {
  world.hooks.emit({
    name: "installation",
    action,
    repository: null,
    sender: installation.account,
    installation,
    payload: (context) => ({ installation: renderInstallation(context, installation), repositories: [] }),
  });
}

/** Tells an app's hooks that its reach changed. */
export function emitReach(
  world: World,
  installation: InstallationRecord,
  added: readonly RepositoryRecord[],
  removed: readonly RepositoryRecord[],
): void {
  const short = (one: RepositoryRecord) => ({
    id: one.id,
    node_id: nodeId(one),
    name: one.name,
    full_name: fullName(one),
    private: one.private,
  });
  world.hooks.emit({
    name: "installation_repositories",
    action: removed.length > 0 ? "removed" : "added",
    repository: null,
    sender: installation.account,
    installation,
    payload: (context) => ({
      installation: renderInstallation(context, installation),
      repository_selection: installation.repositories === "all" ? "all" : "selected",
      repositories_added: added.map(short),
      repositories_removed: removed.map(short),
      requester: null,
    }),
  });
}
