import type { Batch } from "@tributary/database";
import { BATCH_MAX_BYTES, BATCH_MAX_REFERENCES, type DocumentReference } from "@tributary/validation";

/** Cuts references into batches of at most 50 and, where sizes are known, 4 MB; ids are `<prefix>-<n>`. */
export function cutBatches(prefix: string, references: readonly DocumentReference[]): Batch[] {
  const cut: DocumentReference[][] = [];
  let bytes = 0;
  for (const reference of references) {
    const size = reference.size ?? 0;
    const last = cut.at(-1);
    if (last && last.length < BATCH_MAX_REFERENCES && bytes + size <= BATCH_MAX_BYTES) {
      last.push(reference);
      bytes += size;
    } else {
      cut.push([reference]);
      bytes = size;
    }
  }
  return cut.map((items, n) => ({ id: `${prefix}-${n}`, kind: "fetch", items }));
}

/** Cuts document ids into batches of at most 50. */
export function cutIds(prefix: string, kind: "index" | "delete", ids: readonly string[]): Batch[] {
  const count = Math.ceil(ids.length / BATCH_MAX_REFERENCES);
  return Array.from({ length: count }, (_, n) => ({
    id: `${prefix}-${n}`,
    kind,
    items: ids.slice(n * BATCH_MAX_REFERENCES, (n + 1) * BATCH_MAX_REFERENCES),
  }));
}
