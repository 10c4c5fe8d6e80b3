/** A file of a commit: its content, its mode and content, or null to remove it. */
export type CommitFile = string | Uint8Array | null | { readonly mode: string; readonly content: string | Uint8Array };

/** One commit to make. */
export interface CommitInput {
  /** Content by path. */
  readonly files: Readonly<Record<string, CommitFile>>;
  readonly message: string;
  readonly branch: string;
  readonly author: { readonly name: string; readonly email: string };
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Names of the commits it comes after. */
  readonly parents: readonly string[];
  /** Starts from an empty tree instead of the first parent's. */
  readonly fresh?: boolean;
}

/** The commit in the language of `git fast-import`. */
export function fastImportStream(commit: CommitInput): Buffer {
  const who = `${commit.author.name} <${commit.author.email}> ${Math.floor(commit.time / 1000)} +0000`;
  const [from, ...merged] = commit.parents;
  const message = Buffer.from(commit.message);
  const parts: Uint8Array[] = [];
  const line = (text: string) => parts.push(Buffer.from(`${text}\n`));
  if (from === undefined) line(`reset refs/heads/${commit.branch}\n`);
  line(`commit refs/heads/${commit.branch}`);
  line(`author ${who}`);
  line(`committer ${who}`);
  line(`data ${message.length}`);
  parts.push(message, Buffer.from("\n"));
  if (from !== undefined) line(`from ${from}`);
  for (const parent of merged) line(`merge ${parent}`);
  if (commit.fresh) line("deleteall");
  for (const [path, file] of Object.entries(commit.files)) writeFile(parts, path, file);
  line("");
  return Buffer.concat(parts);
}

function writeFile(parts: Uint8Array[], path: string, file: CommitFile): void {
  const quoted = `"${path.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
  if (file === null) {
    parts.push(Buffer.from(`D ${quoted}\n`));
    return;
  }
  const plain = typeof file === "string" || file instanceof Uint8Array;
  const mode = plain ? "100644" : file.mode;
  const content = Buffer.from(plain ? file : file.content);
  if (mode === "160000") {
    parts.push(Buffer.from(`M 160000 ${content.toString()} ${quoted}\n`));
    return;
  }
  parts.push(Buffer.from(`M ${mode} inline ${quoted}\ndata ${content.length}\n`), content, Buffer.from("\n"));
}
