import { type Git, streamGit } from "./git-command.ts";
import { nulTokens } from "./nul-tokens.ts";

/** One path that differs between two commits. */
export type TreeChange =
  | { readonly type: "changed"; readonly mode: string; readonly sha: string; readonly path: string }
  | { readonly type: "deleted"; readonly path: string };

/**
 * Lists what differs between two commits, in batches; paths are byte strings. A rename is a deletion and a change.
 * Throws GitFailure when either commit or a tree cannot be read.
 */
export async function* compareTrees(
  git: Git,
  from: string,
  to: string,
  signal?: AbortSignal,
): AsyncGenerator<TreeChange[]> {
  const parameters = ["diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", "--ignore-submodules=none"];
  const tokens = nulTokens(streamGit(git, [...parameters, from, to, "--"], { signal }));
  yield* parseTreeChanges(tokens);
}

/** Reads pairs of `:<old mode> <mode> <old sha> <sha> <status>` and path. */
export async function* parseTreeChanges(batches: AsyncIterable<readonly string[]>): AsyncGenerator<TreeChange[]> {
  let heading: string | null = null;
  for await (const tokens of batches) {
    const changes: TreeChange[] = [];
    for (const token of tokens) {
      if (heading === null) {
        heading = token;
        continue;
      }
      const [, mode = "", , sha = "", status = ""] = heading.split(" ");
      heading = null;
      changes.push(status === "D" ? { type: "deleted", path: token } : { type: "changed", mode, sha, path: token });
    }
    if (changes.length > 0) yield changes;
  }
}
