import { type Git, readGit } from "./git-command.ts";

/**
 * Names of the objects of a commit's tree that a partial clone (`git clone --filter`) does not hold. Asking git for one
 * of them by itself would make it reach for the network, and end because it may not.
 */
export async function listAbsentObjects(git: Git, commit: string, signal?: AbortSignal): Promise<Set<string>> {
  const output = await readGit(git, ["rev-list", "--objects", "--no-walk", "--missing=print", commit, "--"], signal);
  const absent = new Set<string>();
  for (const line of output.toString("latin1").split("\n")) if (line.startsWith("?")) absent.add(line.slice(1));
  return absent;
}
