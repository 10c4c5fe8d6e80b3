import { notFound } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { fullName, type RepositoryRecord } from "../state/model.ts";
import type { Schemas } from "./schemas.ts";

interface Entry {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
  readonly size: number | null;
}

/** A tree by its name, a commit's or a ref; a recursive one is cut at the limits and says so. */
export async function renderTree(
  call: Call,
  repository: RepositoryRecord,
  name: string,
  recursive: boolean,
): Promise<Schemas["git-tree"]> {
  const tree = await repository.git.tree(name);
  if (tree === null) throw notFound();
  const base = `${call.apiUrl}/repos/${fullName(repository)}/git`;
  const entries = recursive ? await repository.git.listRecursively(tree.sha) : await listFlat(repository, tree.entries);
  const shown: Schemas["git-tree"]["tree"] = [];
  let bytes = 0;
  let truncated = false;
  for (const { path, mode, type, sha, size } of entries) {
    // A submodule's commit is no object of this repository: it has no address and no size.
    const entry = {
      path,
      mode,
      type,
      sha,
      ...(size !== null && { size }),
      ...(type !== "commit" && { url: `${base}/${type}s/${sha}` }),
    };
    if (recursive) bytes += Buffer.byteLength(path) + entry.sha.length + (entry.url?.length ?? 0) + 70;
    truncated = recursive && (shown.length >= call.limits.treeEntries || bytes > call.limits.treeBytes);
    if (truncated) break;
    shown.push(entry);
  }
  return { sha: tree.sha, url: `${base}/trees/${tree.sha}`, tree: shown, truncated };
}

async function listFlat(
  repository: RepositoryRecord,
  entries: readonly { readonly mode: string; readonly name: string; readonly sha: string }[],
): Promise<Entry[]> {
  const typeOf = (mode: string) => (mode === "040000" ? "tree" : mode === "160000" ? "commit" : "blob");
  const blobs = entries.filter((entry) => typeOf(entry.mode) === "blob").map((entry) => entry.sha);
  const sizes = blobs.length === 0 ? new Map<string, number>() : await repository.git.sizes(blobs);
  return entries.map((entry) => ({
    path: entry.name,
    mode: entry.mode,
    type: typeOf(entry.mode),
    sha: entry.sha,
    size: sizes.get(entry.sha) ?? null,
  }));
}
