/** What happened to one file between two trees. */
export interface FileDifference {
  readonly status: "added" | "removed" | "modified" | "renamed" | "copied" | "changed";
  readonly path: string;
  /** The path it had, when renamed or copied. */
  readonly previousPath: string | undefined;
  /** Of the new content; of the old one when removed. */
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
}

const statuses = { A: "added", D: "removed", M: "modified", R: "renamed", C: "copied", T: "changed" } as const;

/** Reads what `git diff-tree -z --raw --numstat` prints: first what happened to each file, then its counts. */
export function parseDifferences(output: string): FileDifference[] {
  const tokens = output.split("\0");
  const differences: Omit<FileDifference, "additions" | "deletions">[] = [];
  let index = 0;
  while (tokens[index]?.startsWith(":") === true) {
    const [, , before = "", after = "", letters = ""] = (tokens[index] ?? "").split(" ");
    const letter = letters.charAt(0) as keyof typeof statuses;
    const moved = letter === "R" || letter === "C";
    const first = tokens[index + 1] ?? "";
    differences.push({
      status: statuses[letter] ?? "changed",
      path: moved ? (tokens[index + 2] ?? "") : first,
      previousPath: moved ? first : undefined,
      sha: letter === "D" ? before : after,
    });
    index += moved ? 3 : 2;
  }
  const counts = parseCounts(tokens.slice(index));
  return differences.map((one) => ({ ...one, ...(counts.get(one.path) ?? { additions: 0, deletions: 0 }) }));
}

function parseCounts(tokens: readonly string[]): Map<string, { additions: number; deletions: number }> {
  const counts = new Map<string, { additions: number; deletions: number }>();
  for (let index = 0; index + 1 < tokens.length; ) {
    const [added = "", removed = "", name = ""] = (tokens[index] ?? "").split("\t");
    // A binary file counts as "-".
    const count = { additions: Number(added) || 0, deletions: Number(removed) || 0 };
    counts.set(name === "" ? (tokens[index + 2] ?? "") : name, count);
    index += name === "" ? 3 : 1;
  }
  return counts;
}
