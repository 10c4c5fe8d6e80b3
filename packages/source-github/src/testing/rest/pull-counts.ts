import type { PullRecord } from "../state/model.ts";
import type { PullCounts } from "./render-pull.ts";

/** Where a pull request's changes begin: the last commit both branches have. */
export async function pullBase(pull: PullRecord): Promise<string> {
  return (await pull.repository.git.mergeBase(pull.baseSha, pull.headSha)) ?? pull.baseSha;
}

/** Names of a pull request's commits, oldest first. */
export async function pullCommits(pull: PullRecord): Promise<string[]> {
  return [...(await pull.repository.git.history(pull.headSha, { without: pull.baseSha }))].reverse();
}

/** Counts what a pull request changes. */
export async function countPull(pull: PullRecord): Promise<PullCounts> {
  const [commits, base] = await Promise.all([pullCommits(pull), pullBase(pull)]);
  const files = await pull.repository.git.differences(base, pull.headSha);
  const sum = (key: "additions" | "deletions") => files.reduce((total, file) => total + file[key], 0);
  return {
    commits: commits.length,
    changedFiles: files.length,
    additions: sum("additions"),
    deletions: sum("deletions"),
  };
}
