import { execFileSync } from "node:child_process";
import { chmod, cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTemporaryFolder, type TemporaryFolder } from "@tributary/source-testing";

/** A file of a commit: its content, or its mode and content, or null to remove it. */
export type FixtureFile = string | Uint8Array | null | { readonly mode: string; readonly content: string | Uint8Array };

/** How one commit is made. */
export interface FixtureCommit {
  /** Content by path; a path is a byte string, one character a byte. */
  readonly files: Readonly<Record<string, FixtureFile>>;
  readonly author?: string;
  readonly email?: string;
  /** Seconds since the epoch. */
  readonly time?: number;
  readonly branch?: string;
  /** Commits it comes after; the branch's last one when absent, none when empty. */
  readonly parents?: readonly string[];
}

/** A real repository in a temporary folder. */
export interface GitFixture {
  /** Its top level. */
  readonly path: string;
  /** Runs git there and returns what it prints. */
  git(...parameters: readonly string[]): string;
  /** Makes a commit and returns its name; the work tree is left alone. */
  commit(commit: FixtureCommit): string;
  /** Writes an executable shell script beside the repository and returns its path. */
  script(name: string, body: string): Promise<string>;
  /** Another one like it, in a folder of its own. */
  copy(): Promise<GitFixture>;
  /** Removes everything. */
  remove(): Promise<void>;
}

// Objects stay loose, one file each, so that tests can damage them one by one.
const settings = [
  "-c",
  "fastimport.unpackLimit=100000",
  "-c",
  "user.name=Test",
  "-c",
  "user.email=test@example.com",
  "-c",
  "protocol.file.allow=always",
];

/** Makes a repository without a commit. */
export async function createGitFixture(options: { readonly init?: readonly string[] } = {}): Promise<GitFixture> {
  const folder = await createTemporaryFolder("tributary-git-");
  const path = join(folder.path, "project");
  run(folder.path, ["init", "--quiet", "--initial-branch=main", "--template=", ...(options.init ?? []), path]);
  return openFixture(folder);
}

function openFixture(folder: TemporaryFolder): GitFixture {
  const path = join(folder.path, "project");
  const git = (...parameters: readonly string[]) => run(folder.path, ["-C", path, ...parameters]).trimEnd();
  let time = 1_700_000_000;

  return {
    path,
    git,
    commit(commit) {
      time += 60;
      const branch = `refs/heads/${commit.branch ?? "main"}`;
      const known = commit.parents === undefined ? git("for-each-ref", "--format=%(objectname)", branch) : "";
      const parents = commit.parents ?? (known === "" ? [] : [known]);
      const stream = commitStream({ time, ...commit }, branch, parents);
      run(folder.path, ["-C", path, "fast-import", "--quiet", "--force"], stream);
      return git("rev-parse", branch);
    },
    async script(name, body) {
      const file = join(folder.path, name);
      await writeFile(file, `#!/bin/sh\n${body}\n`);
      await chmod(file, 0o755);
      return file;
    },
    async copy() {
      const other = await createTemporaryFolder("tributary-git-");
      await cp(folder.path, other.path, { recursive: true });
      return openFixture(other);
    },
    remove: () => folder.remove(),
  };
}

function run(folder: string, parameters: readonly string[], input?: Buffer): string {
  return execFileSync("git", [...settings, ...parameters], {
    cwd: folder,
    ...(input !== undefined && { input }),
    stdio: ["pipe", "pipe", "pipe"],
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** The commit in the language of `git fast-import`, which takes any bytes as a path and any mode. */
function commitStream(commit: FixtureCommit & { readonly time: number }, branch: string, parents: readonly string[]) {
  const who = `${commit.author ?? "Ada"} <${commit.email ?? "ada@example.com"}> ${commit.time} +0000`;
  const [from, ...merged] = parents;
  const head = [
    ...(from === undefined ? [`reset ${branch}`, ""] : []),
    `commit ${branch}`,
    `author ${who}`,
    `committer ${who}`,
    "data 1",
    "m",
    ...(from === undefined ? [] : [`from ${from}`]),
    ...merged.map((parent) => `merge ${parent}`),
  ];
  const parts: Uint8Array[] = [Buffer.from(`${head.join("\n")}\n`)];
  for (const [path, file] of Object.entries(commit.files)) parts.push(fileCommand(path, file));
  return Buffer.concat([...parts, Buffer.from("\n")]);
}

function fileCommand(path: string, file: FixtureFile): Uint8Array {
  const quoted = `"${path.replace(/[^ !#-[\]-~]/g, (byte) => `\\${byte.charCodeAt(0).toString(8).padStart(3, "0")}`)}"`;
  if (file === null) return Buffer.from(`D ${quoted}\n`);
  const { mode, content } =
    typeof file === "string" || file instanceof Uint8Array ? { mode: "100644", content: file } : file;
  const bytes = Buffer.from(content);
  if (mode === "160000") return Buffer.from(`M 160000 ${bytes.toString()} ${quoted}\n`);
  return Buffer.concat([Buffer.from(`M ${mode} inline ${quoted}\ndata ${bytes.length}\n`), bytes, Buffer.from("\n")]);
}
