import { SourceError } from "@tributary/source";
import { z } from "zod";
import type { GitHubApi } from "../api/api.ts";
import { treeName } from "./tree-name.ts";

/** One file of a committed tree. */
export interface TreeEntry {
  /** Octal, as git has it: `100644`, `100755`, `120000` (symbolic link) or `160000` (submodule). */
  readonly mode: string;
  /** The blob's name; for a submodule, its commit. */
  readonly sha: string;
  /** Bytes; null for a submodule. */
  readonly size: number | null;
  readonly path: string;
}

/** Most trees asked for one by one when GitHub cuts the whole short: far more than any real repository needs. */
const SUBTREES_MAX = 20_000;

/** Subtrees asked for at once. */
const SUBTREES_AT_ONCE = 6;

const treeSchema = z.object({
  truncated: z.boolean(),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: z.string(),
      type: z.string(),
      sha: z.string(),
      size: z.number().optional(),
    }),
  ),
});

interface Folder {
  readonly sha: string;
  /** With a slash at its end; empty for the root. */
  readonly prefix: string;
}

/**
 * Lists every file of a commit whose tree has the given name. A listing that does not add up to that name is asked for a
 * second time: what comes twice is believed, as trees made by odd programs (padded modes, empty folders) never add up.
 * Throws `unavailable` when the answers differ, or hold nothing.
 */
export async function listTree(
  api: GitHubApi,
  commit: string,
  tree: string,
  signal?: AbortSignal,
): Promise<TreeEntry[]> {
  const entries = await walkTree(api, commit, signal);
  if (isWhole(entries, tree)) return entries;
  const again = await walkTree(api, commit, signal);
  if (isWhole(again, tree)) return again;
  if (again.length > 0 && JSON.stringify(entries) === JSON.stringify(again)) return again;
  const what = `the tree of commit ${commit.slice(0, 12)} of ${api.repository}`;
  throw new SourceError("unavailable", `GitHub's answer about ${what} is not the whole of it.`);
}

function isWhole(entries: readonly TreeEntry[], tree: string): boolean {
  const name = treeName(entries);
  return name === null || name === tree;
}

/**
 * One call while it has at most 100,000 entries and 7 MB; past that GitHub says `truncated` (docs.github.com/rest/git/trees)
 * and the folders are asked for one by one, each whole where it fits.
 */
async function walkTree(api: GitHubApi, commit: string, signal?: AbortSignal): Promise<TreeEntry[]> {
  const entries: TreeEntry[] = [];
  const open: Folder[] = [{ sha: commit, prefix: "" }];
  let asked = 0;
  while (open.length > 0) {
    const folders = open.splice(0, SUBTREES_AT_ONCE);
    asked += folders.length;
    if (asked > SUBTREES_MAX) {
      throw new SourceError("invalid-response", `The tree of ${api.repository} has more folders than can be walked.`);
    }
    const found = await Promise.all(folders.map(async (folder) => await listFolder(api, folder, signal)));
    for (const { files, folders: below } of found) {
      for (const file of files) entries.push(file);
      open.push(...below);
    }
  }
  return entries.sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
}

/** The name of a commit's tree. */
export async function readTreeName(api: GitHubApi, commit: string, signal?: AbortSignal): Promise<string> {
  const { data } = await api.json({
    what: `commit ${commit.slice(0, 12)}`,
    route: "GET /repos/{owner}/{repo}/git/commits/{commit_sha}",
    parameters: { ...api.place, commit_sha: commit },
    signal,
  });
  const answer = z.object({ tree: z.object({ sha: z.string() }) }).safeParse(data);
  if (answer.success) return answer.data.tree.sha;
  throw new SourceError(
    "invalid-response",
    `GitHub's answer about a commit of ${api.repository} is not as documented.`,
  );
}

async function listFolder(api: GitHubApi, folder: Folder, signal?: AbortSignal) {
  const whole = await readTree(api, folder, true, signal);
  // What a cut listing holds has no order to rely on: the folder itself is listed, and what is below it on its own.
  const { tree } = whole.truncated ? await readTree(api, folder, false, signal) : whole;
  const files: TreeEntry[] = [];
  const folders: Folder[] = [];
  for (const { path, mode, type, sha, size } of tree) {
    const full = folder.prefix + path.toWellFormed();
    if (type !== "tree") files.push({ mode, sha, size: size ?? null, path: full });
    else if (whole.truncated) folders.push({ sha, prefix: `${full}/` });
  }
  return { files, folders };
}

async function readTree(api: GitHubApi, { sha, prefix }: Folder, recursive: boolean, signal?: AbortSignal) {
  const place = prefix === "" ? `commit ${sha.slice(0, 12)}` : prefix;
  const what = `the tree of ${place}`;
  const { data } = await api.json({
    what,
    route: "GET /repos/{owner}/{repo}/git/trees/{tree_sha}",
    // Any value of `recursive`, even 0, turns it on.
    parameters: { ...api.place, tree_sha: sha, ...(recursive && { recursive: "1" }) },
    signal,
  });
  const tree = treeSchema.safeParse(data);
  if (!tree.success || (tree.data.truncated && !recursive)) {
    throw new SourceError("invalid-response", `GitHub's answer about ${what} of ${api.repository} is not whole.`);
  }
  return tree.data;
}
