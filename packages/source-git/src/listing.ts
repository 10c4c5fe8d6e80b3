import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { SUBMODULE_MODE, skipByName } from "@tributary/repository-files";
import { SourceError } from "@tributary/source";
import { type Git, GitFailure } from "./git-command.ts";
import { findTouches, type Touch } from "./history.ts";
import { readSizes } from "./object-sizes.ts";
import { listAbsentObjects } from "./partial-clone.ts";
import { displayPath } from "./path-name.ts";
import type { Rules } from "./rules.ts";
import type { Session } from "./session.ts";
import { compareTrees } from "./tree-difference.ts";
import { listTree, type TreeEntry } from "./tree-listing.ts";

/** One thing a listing says: that a file is there, or that it no longer is. */
export type ListingEntry = TreeEntry | { readonly type: "deleted"; readonly path: string };

/** All that a pull lists, held in memory (about 1 kB a file) while its pages are read. */
export interface Listing {
  readonly commit: string;
  /** The commit the differences start from; null when everything is listed. */
  readonly from: string | null;
  readonly rules: Rules;
  readonly entries: readonly ListingEntry[];
  readonly touches: ReadonlyMap<string, Touch>;
}

/** Lists every file of a commit that the rules let in; throws SourceError when a tree cannot be read. */
export async function listEverything(
  session: Session,
  commit: string,
  rules: Rules,
  signal?: AbortSignal,
): Promise<Listing> {
  const { git, root } = session.repository;
  const read = async (sizes: boolean) => {
    const entries: TreeEntry[] = [];
    for await (const batch of listTree(git, commit, { sizes, signal })) {
      for (const entry of batch) if (rules.includes(displayPath(entry.path))) entries.push(entry);
    }
    return entries;
  };
  try {
    const entries = await read(true).catch(async (error: unknown) => {
      if (!(error instanceof GitFailure)) throw error;
      return await measureEntries(git, commit, await read(false), signal);
    });
    return { commit, from: null, rules, entries, touches: await readTouches(session, commit, entries, rules, signal) };
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    throw new SourceError(
      "invalid-response",
      `Git could not list commit ${commit.slice(0, 12)} of ${root} (${error.complaint}): run "git fsck" there, or clone again.`,
    );
  }
}

/** Lists what changed between two commits; throws GitFailure when git cannot compare them. */
export async function listDifference(
  session: Session,
  from: string,
  commit: string,
  rules: Rules,
  signal?: AbortSignal,
): Promise<Listing> {
  const { git } = session.repository;
  const deleted: ListingEntry[] = [];
  const changed: TreeEntry[] = [];
  for await (const batch of compareTrees(git, from, commit, signal)) {
    for (const change of batch) {
      if (!rules.includes(displayPath(change.path))) continue;
      if (change.type === "deleted") deleted.push(change);
      else changed.push({ mode: change.mode, sha: change.sha, path: change.path, size: null });
    }
  }
  const entries = await measureEntries(git, commit, changed, signal);
  const touches = await readTouches(session, commit, entries, rules, signal);
  return { commit, from, rules, entries: [...entries, ...deleted], touches };
}

/** Adds the sizes of files, and notes which of them a partial clone lacks. */
async function measureEntries(
  git: Git,
  commit: string,
  entries: readonly TreeEntry[],
  signal?: AbortSignal,
): Promise<TreeEntry[]> {
  const files = entries.filter(({ mode }) => mode !== SUBMODULE_MODE).map(({ sha }) => sha);
  let absent: ReadonlySet<string> = new Set();
  const measure = async (shas: readonly string[]) => {
    const sizes = await readSizes(git, shas, signal);
    return new Map(shas.map((sha, index) => [sha, sizes[index] ?? null]));
  };
  const sizes = await measure(files).catch(async (error: unknown) => {
    if (!(error instanceof GitFailure)) throw error;
    absent = await listAbsentObjects(git, commit, signal);
    return await measure(files.filter((sha) => !absent.has(sha)));
  });
  return entries.map((entry) => ({
    ...entry,
    size: sizes.get(entry.sha) ?? null,
    ...(absent.has(entry.sha) && { absent: true as const }),
  }));
}

async function readTouches(
  session: Session,
  commit: string,
  entries: readonly TreeEntry[],
  rules: Rules,
  signal?: AbortSignal,
): Promise<Map<string, Touch>> {
  if (session.config.history === false) return new Map();
  const indexed = entries.filter((entry) => skipByName(entry, displayPath(entry.path), rules) === null);
  const wanted = new Set(indexed.map(({ path }) => path));
  try {
    const boundary = await readBoundary(session);
    return await findTouches(session.repository.git, commit, wanted, { boundary, signal });
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    // Old commits may be damaged or absent while the newest tree is whole: authors are worth less than documents.
    session.logger?.warn({ repository: session.repository.root, complaint: error.complaint }, "history not readable");
    return new Map();
  }
}

/** Commits a shallow clone ends at: each looks as if it had made every file. */
async function readBoundary(session: Session): Promise<Set<string>> {
  if (!session.repository.shallow) return new Set();
  const list = await readFile(join(session.repository.commonDirectory, "shallow"), "utf8").catch(() => "");
  return new Set(list.split("\n").filter((line) => line !== ""));
}
