import { type Git, streamGit } from "./git-command.ts";
import { nulTokens } from "./nul-tokens.ts";

/** One entry of a committed tree. */
export interface TreeEntry {
  /** Octal, as git prints it: `100644`, `100755`, `120000` (symbolic link) or `160000` (submodule). */
  readonly mode: string;
  /** The blob's name; for a submodule, its commit. */
  readonly sha: string;
  /** Bytes; null for a submodule and for an object git cannot read. */
  readonly size: number | null;
  /** Byte string: one character a byte. */
  readonly path: string;
  /** Set when a partial clone lacks the object. */
  readonly absent?: true;
}

/**
 * Lists every file of a commit in path order, in batches. Throws GitFailure when a tree cannot be read. Without `sizes` it
 * does not look at the files' objects, which a partial clone may lack.
 */
export async function* listTree(
  git: Git,
  commit: string,
  options: { readonly sizes: boolean; readonly signal?: AbortSignal | undefined },
): AsyncGenerator<TreeEntry[]> {
  const parameters = ["ls-tree", "-r", "-z", ...(options.sizes ? ["-l"] : []), "--full-tree", commit];
  const output = streamGit(git, parameters, { signal: options.signal });
  for await (const tokens of nulTokens(output)) yield tokens.map(parseTreeEntry);
}

/** Reads `<mode> <type> <sha> <size>\t<path>`; sizes are padded, `-` or `BAD` when there is none, or left out. */
export function parseTreeEntry(token: string): TreeEntry {
  const tab = token.indexOf("\t");
  const [mode = "", , sha = "", size = ""] = token.slice(0, tab).split(/ +/);
  const bytes = Number.parseInt(size, 10);
  return { mode, sha, size: Number.isNaN(bytes) ? null : bytes, path: token.slice(tab + 1) };
}
