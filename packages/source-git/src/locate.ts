import { readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

/** Where a repository lies; all paths are real paths. */
export interface Location {
  /** The work tree's top level, or the repository itself when it is bare. */
  readonly root: string;
  /** The folder that holds HEAD: `.git`, a worktree's own folder, or a bare repository. */
  readonly gitDirectory: string;
  /** The folder that holds the objects; differs from `gitDirectory` in linked worktrees only. */
  readonly commonDirectory: string;
}

/** Finds the repository a folder belongs to, upwards as git does; null when there is none. Starts no process. */
export function locateRepository(path: string): Location | null {
  let folder = realpathSync(resolve(path));
  for (;;) {
    const gitDirectory = gitDirectoryOf(folder);
    if (gitDirectory !== null) {
      const root = gitDirectory === folder && basename(folder) === ".git" ? dirname(folder) : folder;
      return { root, gitDirectory, commonDirectory: commonDirectoryOf(gitDirectory) };
    }
    const parent = dirname(folder);
    if (parent === folder) return null;
    folder = parent;
  }
}

function gitDirectoryOf(folder: string): string | null {
  const entry = join(folder, ".git");
  const kind = kindOf(entry);
  if (kind === "folder" && isGitDirectory(entry)) return realpathSync(entry);
  if (kind === "file") {
    // Linked worktrees and submodules have a file that names their folder.
    const target = /^gitdir: (.+?)\r?\n?$/s.exec(readFileSync(entry, "utf8"))?.[1];
    const linked = target === undefined ? null : resolve(folder, target);
    if (linked !== null && kindOf(linked) === "folder") return realpathSync(linked);
  }
  return isGitDirectory(folder) ? folder : null;
}

function isGitDirectory(folder: string): boolean {
  if (kindOf(join(folder, "HEAD")) !== "file") return false;
  const common = commonDirectoryOf(folder);
  return kindOf(join(common, "objects")) === "folder" && kindOf(join(common, "refs")) === "folder";
}

function commonDirectoryOf(gitDirectory: string): string {
  const link = join(gitDirectory, "commondir");
  if (kindOf(link) !== "file") return gitDirectory;
  const common = resolve(gitDirectory, readFileSync(link, "utf8").trimEnd());
  return kindOf(common) === "folder" ? realpathSync(common) : gitDirectory;
}

function kindOf(path: string): "file" | "folder" | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return null;
  return stats.isDirectory() ? "folder" : "file";
}
