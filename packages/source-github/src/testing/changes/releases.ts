import type { ReleaseRecord } from "../state/model.ts";
import { emitRelease } from "../webhooks/repository-events.ts";
import { actorOf, type ChangeContext, type ChangeOptions, timeOf, written } from "./context.ts";

/** How a release begins. */
export interface ReleaseInput extends ChangeOptions {
  readonly tagName: string;
  readonly name?: string;
  readonly body?: string;
  readonly draft?: boolean;
  readonly prerelease?: boolean;
  /** Files attached, by name: bytes each. */
  readonly assets?: Readonly<Record<string, number>>;
}

/** Publishes a release; its tag is made on the default branch when it does not exist. */
export async function createRelease(context: ChangeContext, input: ReleaseInput): Promise<ReleaseRecord> {
  const { repository } = context;
  const head = await repository.git.readRef(`refs/heads/${repository.defaultBranch}`);
  const tag = `refs/tags/${input.tagName}`;
  if (head !== null && input.draft !== true && (await repository.git.readRef(tag)) === null)
    await repository.git.writeRef(tag, head);
  const parts = written(context, input.body ?? "", input);
  const release: ReleaseRecord = {
    kind: "release",
    repository,
    ...parts,
    tagName: input.tagName,
    name: input.name ?? null,
    draft: input.draft ?? false,
    prerelease: input.prerelease ?? false,
    target: repository.defaultBranch,
    publishedAt: input.draft === true ? null : parts.createdAt,
    assets: Object.entries(input.assets ?? {}).map(([name, size]) => ({
      kind: "asset",
      id: context.world.nextId(),
      name,
      size,
      contentType: "application/octet-stream",
      createdAt: parts.createdAt,
    })),
  };
  repository.releases.unshift(release);
  emitRelease(context, release, "published", actorOf(context, input));
  return release;
}

/** Changes a release's name or notes. */
export function editRelease(
  context: ChangeContext,
  release: ReleaseRecord,
  input: ChangeOptions & { readonly name?: string; readonly body?: string },
): void {
  release.name = input.name ?? release.name;
  release.body = input.body ?? release.body;
  release.updatedAt = timeOf(context, input);
  emitRelease(context, release, "edited", actorOf(context, input));
}

/** Removes a release; its tag stays. */
export function deleteRelease(context: ChangeContext, release: ReleaseRecord, options: ChangeOptions = {}): void {
  const { releases } = context.repository;
  if (releases.includes(release)) releases.splice(releases.indexOf(release), 1);
  emitRelease(context, release, "deleted", actorOf(context, options));
}
