/** Cuts the output of `git diff-tree -p` into one patch a file, in its order; null for files without text hunks. */
export function splitPatch(text: string): (string | null)[] {
  if (text === "") return [];
  const files = text.split(/^(?=diff --git )/m).filter((part) => part.startsWith("diff --git "));
  return files.map((part) => {
    const start = part.search(/^@@ /m);
    return start < 0 ? null : part.slice(start).replace(/\n$/, "");
  });
}
