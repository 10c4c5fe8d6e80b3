import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { type CommitInput, fastImportStream } from "./fast-import.ts";
import { type FileDifference, parseDifferences } from "./file-difference.ts";
import { runGit, startGit } from "./git-command.ts";
import { rememberByName } from "./memory.ts";
import { createObjectReader, type GitObject } from "./object-reader.ts";
import { type Commit, parseCommit, parseTree, type TreeEntry } from "./parse-object.ts";

/** A file, folder or submodule of a recursive listing. */
export interface ListedEntry {
  readonly mode: string;
  readonly type: "blob" | "tree" | "commit";
  readonly sha: string;
  /** Null for what has no size of its own. */
  readonly size: number | null;
  readonly path: string;
}

/** A bare repository on disk, read and written through git's plumbing. */
export interface GitRepository {
  readonly folder: string;
  /** Whether it has no commits at all. */
  isEmpty(): Promise<boolean>;
  /** Every branch and tag: full ref name to object name, in git's order. */
  refs(): Promise<ReadonlyMap<string, string>>;
  readRef(name: string): Promise<string | null>;
  /** Points a ref at an object; null removes it. */
  writeRef(name: string, sha: string | null): Promise<void>;
  read(expression: string): Promise<GitObject | null>;
  /** The commit an expression stands for, tags peeled; null when it is none. */
  commit(expression: string): Promise<Commit | null>;
  tree(expression: string): Promise<{ readonly sha: string; readonly entries: readonly TreeEntry[] } | null>;
  listRecursively(tree: string): Promise<readonly ListedEntry[]>;
  /** Object sizes by name. */
  sizes(shas: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Names of commits reachable from the one but not from the others, newest first. */
  history(from: string, options?: { readonly without?: string; readonly path?: string }): Promise<readonly string[]>;
  mergeBase(one: string, other: string): Promise<string | null>;
  differences(base: string | null, head: string): Promise<readonly FileDifference[]>;
  patch(base: string | null, head: string): Promise<string>;
  /** A tar.gz as GitHub makes them, every path under the prefix. */
  archive(commit: string, prefix: string): Readable;
  writeCommit(commit: CommitInput): Promise<string>;
  close(): void;
}

const emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/** Makes an empty bare repository in a folder that exists. */
export async function createGitRepository(folder: string, defaultBranch: string): Promise<GitRepository> {
  await initialise(folder, defaultBranch);
  const reader = createObjectReader(folder);
  const text = async (...parameters: readonly string[]) => (await runGit(folder, parameters)).toString().trimEnd();
  const listings = new Map<string, Promise<readonly ListedEntry[]>>();

  const history = rememberByName((from: string, without?: string) => revisions(folder, from, without));
  const mergeBase = rememberByName(async (one: string, other: string) =>
    text("merge-base", one, other).catch(() => null),
  );
  const differences = rememberByName(async (base: string | null, head: string) => {
    const output = await text(
      "diff-tree",
      "-r",
      "-M",
      "-z",
      "--raw",
      "--numstat",
      "--no-abbrev",
      base ?? emptyTree,
      head,
    );
    return parseDifferences(output);
  });
  const patch = rememberByName(async (base: string | null, head: string) => {
    return (await runGit(folder, ["diff-tree", "-r", "-p", "-M", base ?? emptyTree, head])).toString();
  });

  const repository: GitRepository = {
    folder,
    async isEmpty() {
      return (await reader.read("HEAD")) === null && (await repository.refs()).size === 0;
    },
    async refs() {
      const lines = await text("for-each-ref", "--format=%(refname) %(objectname)");
      return new Map(lines === "" ? [] : lines.split("\n").map((line) => line.split(" ") as [string, string]));
    },
    async readRef(name) {
      // The reader understands expressions (`main~1`); a ref's name never holds their signs.
      if (!name.startsWith("refs/") || /[~^:?*[\\ ]|@\{|\.\./.test(name)) return null;
      return (await reader.read(name))?.sha ?? null;
    },
    async writeRef(name, sha) {
      // A ref is a file: nothing here packs them, and git is slow to start for a line of text.
      const file = join(folder, name);
      if (sha === null) return await rm(file, { force: true });
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, `${sha}\n`);
    },
    read: (expression) => reader.read(expression),
    async commit(expression) {
      const object = await reader.read(`${expression}^{commit}`);
      return object && parseCommit(object.sha, object.content);
    },
    async tree(expression) {
      const object = await reader.read(expression.includes(":") ? expression : `${expression}^{tree}`);
      return object?.type === "tree" ? { sha: object.sha, entries: parseTree(object.content) } : null;
    },
    listRecursively(tree) {
      const known = listings.get(tree);
      if (known !== undefined) return known;
      const listing = listTree(folder, tree);
      listings.set(tree, listing);
      return listing;
    },
    async sizes(shas) {
      const output = await runGit(folder, ["cat-file", "--batch-check=%(objectname) %(objectsize)"], lines(shas));
      const pairs = output.toString().trimEnd().split("\n");
      return new Map(pairs.map((pair) => pair.split(" ")).map(([sha = "", size = "0"]) => [sha, Number(size)]));
    },
    history: (from, { without, path } = {}) =>
      path === undefined ? history(from, without) : revisions(folder, from, without, path),
    mergeBase,
    differences,
    patch,
    archive(commit, prefix) {
      const child = startGit(folder, [
        "-c",
        "tar.tar.gz.command=gzip -1cn",
        "archive",
        "--format=tar.gz",
        `--prefix=${prefix}`,
        commit,
      ]);
      child.stdin.end();
      child.stderr.resume();
      child.stdout.once("close", () => child.kill());
      return child.stdout;
    },
    async writeCommit(commit) {
      await runGit(folder, ["fast-import", "--quiet", "--force", "--depth=0"], fastImportStream(commit));
      const sha = await repository.readRef(`refs/heads/${commit.branch}`);
      if (sha === null) throw new Error(`Git made no commit on ${commit.branch}.`);
      return sha;
    },
    close: () => reader.close(),
  };
  return repository;
}

/** What `git init --bare` makes, without its template. */
async function initialise(folder: string, defaultBranch: string): Promise<void> {
  for (const name of ["objects/info", "objects/pack", "refs/heads", "refs/tags"]) {
    await mkdir(join(folder, name), { recursive: true });
  }
  await writeFile(join(folder, "HEAD"), `ref: refs/heads/${defaultBranch}\n`);
  await writeFile(join(folder, "config"), "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n");
}

async function revisions(folder: string, from: string, without?: string, path?: string): Promise<readonly string[]> {
  const excluded = without === undefined ? [] : [`^${without}`];
  const paths = path === undefined ? [] : ["--", path];
  const output = (await runGit(folder, ["rev-list", "--date-order", from, ...excluded, ...paths])).toString().trimEnd();
  return output === "" ? [] : output.split("\n");
}

async function listTree(folder: string, tree: string): Promise<readonly ListedEntry[]> {
  const output = (await runGit(folder, ["ls-tree", "-r", "-t", "-l", "-z", tree])).toString();
  return output
    .split("\0")
    .filter((line) => line !== "")
    .map((line) => {
      const tab = line.indexOf("\t");
      const [mode = "", type = "", sha = "", size = ""] = line.slice(0, tab).split(/ +/);
      const bytes = size === "-" ? null : Number(size);
      return { mode, type: type as ListedEntry["type"], sha, size: bytes, path: line.slice(tab + 1) };
    });
}

function lines(values: readonly string[]): Buffer {
  return Buffer.from(values.map((value) => `${value}\n`).join(""));
}
