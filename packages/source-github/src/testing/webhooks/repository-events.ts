import type { ChangeContext } from "../changes/context.ts";
import { ghost } from "../rest/render-pull.ts";
import { renderRelease } from "../rest/render-release.ts";
import type { ReleaseRecord, UserRecord } from "../state/model.ts";
import type { PayloadParts } from "./model.ts";

/** Tells the hooks what happened to the repository itself. */
export function emitRepository(
  { world, repository }: ChangeContext,
  action: string,
  sender: UserRecord,
  parts: PayloadParts,
): void {
  world.hooks.emit({ name: "repository", action, repository, sender, payload: () => parts });
}

/** Tells the hooks what happened to a release. */
export function emitRelease(
  { world, repository }: ChangeContext,
  release: ReleaseRecord,
  action: string,
  sender: UserRecord,
): void {
  world.hooks.emit({
    name: "release",
    action,
    repository,
    sender,
    payload: (context) => ({
      release: renderRelease(context, release, ghost),
      ...(action === "edited" && { changes: {} }),
    }),
  });
}

/** Tells the hooks that a branch or a tag came or went. */
export function emitRef(
  { world, repository }: ChangeContext,
  kind: "create" | "delete",
  type: "branch" | "tag",
  ref: string,
  sender: UserRecord,
): void {
  const parts = { ref, ref_type: type, pusher_type: "user" };
  const more =
    kind === "create" ? { master_branch: repository.defaultBranch, description: repository.description } : {};
  world.hooks.emit({ name: kind, repository, sender, payload: () => ({ ...parts, ...more }) });
}
