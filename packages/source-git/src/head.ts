import { SourceError } from "@tributary/source";
import { GitFailure, readGit } from "./git-command.ts";
import type { Repository } from "./repository.ts";

/** The commit HEAD names; throws SourceError with what to do when there is none. One git process when there is. */
export async function readHead(repository: Repository, signal?: AbortSignal): Promise<string> {
  const commit = await tryGit(repository, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"], signal);
  if (commit !== null) return commit;
  const named = await tryGit(repository, ["rev-parse", "--verify", "--quiet", "HEAD"], signal);
  if (named !== null) {
    throw new SourceError(
      "invalid-response",
      `The commit ${named} at HEAD of ${repository.root} is missing or damaged: run "git fsck" there, or clone again.`,
    );
  }
  const branch = await readBranch(repository, signal);
  const others = await tryGit(
    repository,
    ["for-each-ref", "--count=3", "--format=%(refname:short)", "refs/heads"],
    signal,
  );
  if (others) {
    throw new SourceError(
      "invalid-config",
      `HEAD of ${repository.root} points to the branch ${branch ?? "?"}, which does not exist (there is ${others.split("\n").join(", ")}): check out an existing branch.`,
    );
  }
  throw new SourceError("invalid-config", `${repository.root} has no commit yet: commit something first.`);
}

/** The branch HEAD is on; null when it is detached. */
export async function readBranch(repository: Repository, signal?: AbortSignal): Promise<string | null> {
  return await tryGit(repository, ["symbolic-ref", "--quiet", "--short", "HEAD"], signal);
}

/** Whether the repository still holds a commit. */
export async function hasCommit(repository: Repository, commit: string, signal?: AbortSignal): Promise<boolean> {
  return (await tryGit(repository, ["rev-parse", "--verify", "--quiet", `${commit}^{commit}`], signal)) !== null;
}

async function tryGit(
  repository: Repository,
  parameters: readonly string[],
  signal?: AbortSignal,
): Promise<string | null> {
  try {
    return (await readGit(repository.git, parameters, signal)).toString("utf8").trimEnd();
  } catch (error) {
    if (error instanceof GitFailure) return null;
    throw error;
  }
}
