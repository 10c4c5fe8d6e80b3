import { type Git, startGit } from "./git-command.ts";

/**
 * Sizes of objects in bytes, in the order asked; null where git has no such object. One process. Throws GitFailure when a
 * partial clone lacks one.
 */
export async function readSizes(git: Git, shas: readonly string[], signal?: AbortSignal): Promise<(number | null)[]> {
  if (shas.length === 0) return [];
  signal?.throwIfAborted();
  const { child, ended } = startGit(git, ["cat-file", "--batch-check=%(objectsize)"], signal);
  child.stdin.end(shas.map((sha) => `${sha}\n`).join(""));
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(chunk as Buffer);
  await ended.catch((error: unknown) => {
    signal?.throwIfAborted();
    throw error;
  });
  const lines = Buffer.concat(chunks).toString("utf8").split("\n");
  return shas.map((_, index) => {
    const line = lines[index] ?? "";
    return /^\d+$/.test(line) ? Number(line) : null;
  });
}
