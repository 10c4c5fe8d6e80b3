import type { Output } from "../cli/output.ts";

/** An output that prints nothing and remembers what it was told. */
export function createQuietOutput(): Output & { readonly objects: object[]; readonly notes: string[] } {
  const objects: object[] = [];
  const notes: string[] = [];
  return {
    json: true,
    objects,
    notes,
    line: () => {},
    object: (value) => void objects.push(value),
    note: (text) => void notes.push(text),
    progress: () => {},
    indexProgress: () => {},
    progressDone: () => {},
  };
}
