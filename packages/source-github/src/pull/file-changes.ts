import type { SourceChange } from "@tributary/source";
import { toCommitReference } from "../conversations/ids.ts";
import { findChangedPaths } from "../files/changed-paths.ts";
import { toFileDocument } from "../files/file-document.ts";
import { fileId, toFileReference, versionOf } from "../files/file-reference.ts";
import { type FileAt, type FilesAt, PATHS_PER_QUERY, readFilesAt } from "../files/read-files.ts";
import type { TreeEntry } from "../files/tree.ts";
import type { Cursor } from "./cursor.ts";
import { listHistory } from "./history.ts";
import type { Session } from "./session.ts";

/** Changed files whose contents come with the listing: a fetch of their own would cost another call. */
const INLINE_MAX = 20;

/** Which changes to list. */
export interface FileChanges {
  readonly from: string;
  readonly to: string;
  readonly at: number;
}

/** One page of changed files; null when everything has to be listed: the older commit is gone, or the rules changed. */
export async function listFileChanges(
  session: Session,
  cursor: Cursor,
  { from, to, at }: FileChanges,
  signal?: AbortSignal,
): Promise<{ readonly changes: readonly SourceChange[]; readonly next: number | null } | null> {
  const { api, config } = session;
  const found = await findChangedPaths(api, from, to, signal);
  if (found === null) return null;
  const changes: SourceChange[] = [];
  if (at === 0 && session.commits > 0)
    changes.push(...(await commitChanges(session, cursor, to, found.commits, signal)));
  if (!session.files) return { changes, next: null };

  const { paths, entries } = found;
  const end = Math.min(at + session.pageSize, paths.length);
  const page = paths.slice(at, end);
  const contents = paths.length <= INLINE_MAX;
  // Without paths the rules may have changed all the same, but then one of their two files would be among them.
  const size = entries === null ? PATHS_PER_QUERY : Math.max(page.length, 1);
  for (let start = 0; start < page.length; start += size) {
    const part = page.slice(start, start + size);
    const asked = entries === null || contents ? part : [];
    const files = await readFilesAt(api, config, { commit: to }, asked, contents, signal);
    if (files === null || files.rules.fingerprint !== cursor.rules || files.repositoryId !== cursor.repository)
      return null;
    for (const path of part) {
      const change = toChange(files, path, files.files.get(path) ?? withoutContent(entries?.get(path)));
      if (change !== null) changes.push(change);
    }
  }
  return { changes, next: end < paths.length ? end : null };
}

/** What a path came to; null when the globs leave it out. */
export function toChange(at: FilesAt, path: string, file: FileAt | null): SourceChange | null {
  const { repositoryId, repository, url, commit, rules } = at;
  if (!rules.includes(path)) return null;
  if (file === null) return { type: "delete", id: fileId(repositoryId, path) };
  const { entry, content } = file;
  const reference = (seen?: Parameters<typeof toFileReference>[4]): SourceChange => ({
    type: "reference",
    reference: toFileReference(repositoryId, commit, entry, rules, seen),
  });
  const { version, skip } = versionOf(entry, rules);
  if (content === null || skip !== null) return reference();
  const document = toFileDocument({ id: fileId(repositoryId, path), version, path, repository, url, commit }, content);
  return "reason" in document ? reference(document) : { type: "document", document };
}

function withoutContent(entry: TreeEntry | null | undefined): FileAt | null {
  return entry ? { entry, content: null } : null;
}

async function commitChanges(
  session: Session,
  cursor: Cursor,
  to: string,
  between: readonly string[] | null,
  signal?: AbortSignal,
): Promise<SourceChange[]> {
  const shas = between ?? (await listHistory(session.api, to, session.commits, signal));
  return shas.slice(0, session.commits).map((sha) => ({
    type: "reference",
    reference: toCommitReference(cursor.repository, sha),
  }));
}
