import type { RepositoryRecord } from "../state/model.ts";
import { splitPatch } from "./patches.ts";
import { renderDifference } from "./render-git.ts";
import type { RenderContext, Schemas } from "./schemas.ts";

/** Files between two trees, as the API lists them, at most so many. */
export async function listDifferences(
  context: RenderContext,
  repository: RepositoryRecord,
  base: string | null,
  head: string,
  most: number,
): Promise<Schemas["diff-entry"][]> {
  const all = await repository.git.differences(base, head);
  const patches = all.length === 0 ? [] : splitPatch(await repository.git.patch(base, head));
  return all
    .slice(0, most)
    .map((file, index) => renderDifference(context, repository, head, file, patches[index] ?? undefined));
}
