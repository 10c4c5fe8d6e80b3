import { createHash } from "node:crypto";
import { realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { SourceError } from "@tributary/source";
import { type Git, GitFailure, readGit } from "./git-command.ts";
import { type Location, locateRepository } from "./locate.ts";

/** What every problem of opening a repository is about. */
const setting = ["config", "path"];

/** A repository git agreed to open. */
export interface Repository extends Location {
  readonly git: Git;
  /** True without a work tree. */
  readonly bare: boolean;
  /** True when the history ends early: `git clone --depth`. */
  readonly shallow: boolean;
}

/** Opens the repository a path belongs to; throws SourceError with what to do when it cannot be read. */
export async function openRepository(path: string, program: string, signal?: AbortSignal): Promise<Repository> {
  const location = locate(path);
  const discovered = { program, location: ["-C", location.root], folder: location.root };
  const answer = await describe(discovered, location.root, signal);
  if (realpathSync(answer.gitDirectory) !== location.gitDirectory) {
    throw new SourceError(
      "invalid-config",
      `Git reads ${answer.gitDirectory} instead of ${location.gitDirectory}: unset the environment variable GIT_DIR for this process.`,
    );
  }
  const git = { program, location: [`--git-dir=${location.gitDirectory}`], folder: location.gitDirectory };
  return { ...location, git, bare: answer.bare, shallow: answer.shallow };
}

/** Twelve hexadecimal digits that name a repository on this machine for as long as it stays where it is. */
export function repositoryScope(repository: Location): string {
  return createHash("sha256").update(repository.gitDirectory).digest("hex").slice(0, 12);
}

function locate(path: string): Location {
  const absolute = resolve(path);
  try {
    if (!statSync(absolute).isDirectory()) {
      throw new SourceError("invalid-config", `${absolute} is a file: give the folder of a git clone.`, { setting });
    }
    const location = locateRepository(absolute);
    if (location !== null) return location;
  } catch (error) {
    throw fileError(absolute, error);
  }
  throw new SourceError(
    "invalid-config",
    `${absolute} is not a git repository and lies in none: give the folder of a clone, or run "git init" and commit there.`,
    { setting },
  );
}

function fileError(path: string, error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") {
    return new SourceError("not-found", `There is no folder ${path}: check the path of this git source.`, { setting });
  }
  if (code === "EACCES" || code === "EPERM") {
    const message = `This user may not read ${path}: give it permission to, or run as its owner.`;
    return new SourceError("forbidden", message, { setting });
  }
  return error instanceof SourceError
    ? error
    : new SourceError("unavailable", `${path} cannot be read (${String(code ?? "unknown error")}).`, { cause: error });
}

async function describe(git: Git, root: string, signal?: AbortSignal) {
  const question = ["rev-parse", "--is-bare-repository", "--is-shallow-repository", "--absolute-git-dir"];
  const output = await readGit(git, question, signal).catch((error: unknown) => {
    throw error instanceof GitFailure ? openError(root, error) : error;
  });
  // The folder comes last: its name may hold a newline.
  const [bare, shallow, ...gitDirectory] = output.toString("utf8").replace(/\n$/, "").split("\n");
  return { bare: bare === "true", shallow: shallow === "true", gitDirectory: gitDirectory.join("\n") };
}

function openError(root: string, failure: GitFailure): SourceError {
  // Git's sentence is translated, the name of the setting in it is not.
  if (failure.output.includes("safe.directory")) {
    return new SourceError(
      "forbidden",
      `Git refuses ${root} because it belongs to another user: run "git config --global --add safe.directory ${root}" as the user of this process, or change the folder's owner.`,
      { setting },
    );
  }
  return new SourceError("invalid-config", `Git cannot open ${root}: ${failure.complaint}.`, { setting });
}
