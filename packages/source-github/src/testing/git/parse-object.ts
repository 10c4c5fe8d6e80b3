/** One entry of a tree object. */
export interface TreeEntry {
  /** As git writes it: `100644`, `100755`, `120000`, `040000`, `160000`. */
  readonly mode: string;
  readonly name: string;
  readonly sha: string;
}

/** Who made a commit, and when (milliseconds since the epoch). */
export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly time: number;
}

/** A commit object, parsed. */
export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

/** Reads a tree object's entries. */
export function parseTree(content: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let position = 0; position < content.length; ) {
    const end = content.indexOf(0, position);
    const [mode = "", ...name] = content.subarray(position, end).toString().split(" ");
    const sha = content.subarray(end + 1, end + 21).toString("hex");
    entries.push({ mode: mode.padStart(6, "0"), name: name.join(" "), sha });
    position = end + 21;
  }
  return entries;
}

/** Reads a commit object. */
export function parseCommit(sha: string, content: Buffer): Commit {
  const text = content.toString();
  const gap = text.indexOf("\n\n");
  const lines = text.slice(0, gap).split("\n");
  const all = (key: string) =>
    lines.filter((line) => line.startsWith(`${key} `)).map((line) => line.slice(key.length + 1));
  return {
    sha,
    tree: all("tree")[0] ?? "",
    parents: all("parent"),
    author: parseSignature(all("author")[0] ?? ""),
    committer: parseSignature(all("committer")[0] ?? ""),
    message: text.slice(gap + 2).replace(/\n+$/, ""),
  };
}

function parseSignature(line: string): Signature {
  const match = /^(.*) <(.*)> (\d+)/.exec(line);
  return { name: match?.[1] ?? "", email: match?.[2] ?? "", time: Number(match?.[3] ?? 0) * 1000 };
}
