import { isSourceError, SourceError } from "@tributary/source";
import { z } from "zod";
import type { GitHubApi } from "../api/api.ts";
import { listTree, readTreeName, type TreeEntry } from "./tree.ts";

/**
 * Most files one comparison names, and commits on its first page at most as many as asked for
 * (docs.github.com/rest/commits/commits#compare-two-commits).
 */
const COMPARED_FILES_MAX = 300;
export const COMPARED_COMMITS_MAX = 100;

const comparisonSchema = z.object({
  status: z.string(),
  total_commits: z.number(),
  commits: z.array(z.object({ sha: z.string() })),
  files: z.array(z.object({ filename: z.string(), previous_filename: z.string().optional() })).optional(),
});

/** What lies between two commits. */
export interface ChangedPaths {
  /** Every path that may differ, sorted. */
  readonly paths: readonly string[];
  /** The commits in between, newest first; null when they cannot all be named. */
  readonly commits: readonly string[] | null;
  /** What is at each path now (null: nothing), when whole trees were read; null when only the paths are known. */
  readonly entries: ReadonlyMap<string, TreeEntry | null> | null;
}

/**
 * Finds what differs between two commits: with one comparison when the newer follows from the older and the answer is not
 * cut at 300 files, by both trees otherwise: after a force push, and where GitHub does not finish the comparison. Null when the
 * older commit no longer exists.
 */
export async function findChangedPaths(
  api: GitHubApi,
  from: string,
  to: string,
  signal?: AbortSignal,
): Promise<ChangedPaths | null> {
  try {
    const compared = await compareCommits(api, from, to, signal);
    if (compared !== null) return compared;
    const entries = await compareTrees(api, from, to, signal);
    return { paths: sortedUnique([...entries.keys()]), commits: null, entries };
  } catch (error) {
    if (isSourceError(error) && error.code === "not-found") return null;
    throw error;
  }
}

/** Asks for the comparison; null when it does not name everything, or does not come about. */
async function compareCommits(
  api: GitHubApi,
  from: string,
  to: string,
  signal?: AbortSignal,
): Promise<ChangedPaths | null> {
  const what = `the changes from ${from.slice(0, 12)} to ${to.slice(0, 12)}`;
  const question = {
    what,
    route: "GET /repos/{owner}/{repo}/compare/{basehead}",
    // Files come with the first page only, and all of them.
    parameters: { ...api.place, basehead: `${from}...${to}`, per_page: COMPARED_COMMITS_MAX, page: 1 },
    signal,
  };
  const answer = await api.json(question).catch((error: unknown) => {
    // A difference GitHub takes too long to make out takes too long the next time too; trees do not.
    if (isSourceError(error) && error.code === "timeout") return null;
    throw error;
  });
  if (answer === null) return null;
  const comparison = comparisonSchema.safeParse(answer.data);
  if (!comparison.success) {
    throw new SourceError(
      "invalid-response",
      `GitHub's answer about ${what} of ${api.repository} is not as documented.`,
    );
  }
  const { status, files = [], commits, total_commits } = comparison.data;
  if (status === "identical") return { paths: [], commits: [], entries: null };
  // Of a history that was rewritten it names what changed since the common ancestor only.
  if (status !== "ahead" || files.length >= COMPARED_FILES_MAX) return null;
  const paths = files.flatMap(({ filename, previous_filename }) => [filename, previous_filename ?? filename]);
  const all = commits.length === total_commits;
  return { paths: sortedUnique(paths), commits: all ? commits.map(({ sha }) => sha).reverse() : null, entries: null };
}

async function compareTrees(api: GitHubApi, from: string, to: string, signal?: AbortSignal) {
  const list = async (commit: string) => await listTree(api, commit, await readTreeName(api, commit, signal), signal);
  const [before, after] = await Promise.all([list(from), list(to)]);
  const known = new Map(before.map((entry) => [entry.path, `${entry.mode} ${entry.sha}`]));
  const entries = new Map<string, TreeEntry | null>();
  for (const entry of after) {
    if (known.get(entry.path) !== `${entry.mode} ${entry.sha}`) entries.set(entry.path, entry);
    known.delete(entry.path);
  }
  for (const path of known.keys()) entries.set(path, null);
  return entries;
}

function sortedUnique(paths: readonly string[]): string[] {
  return [...new Set(paths)].sort();
}
