/** Reads the lines an address marks: `12` or `12-18`; null for anything else. */
export function linesOf(text: string | undefined): readonly [number, number] | null {
  const found = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(text ?? "");
  if (!found) return null;
  const first = Number(found[1]);
  const last = Number(found[2] ?? first);
  return first < 1 ? null : [first, Math.max(first, last)];
}
