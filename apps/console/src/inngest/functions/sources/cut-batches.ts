import type { Batch } from "@tributary/database";
import { BATCH_MAX_BYTES, BATCH_MAX_REFERENCES, type DocumentReference } from "@tributary/validation";

/** Cuts references into batches of at most `size` (50) and, where sizes are known, 4 MB; ids are `<prefix>-<n>`. */
export function cutBatches(
  prefix: string,
  references: readonly DocumentReference[],
  size: number = BATCH_MAX_REFERENCES,
): Batch[] {
  const cut: DocumentReference[][] = [];
  let bytes = 0;
  for (const reference of references) {
    const own = reference.size ?? 0;
    const last = cut.at(-1);
    if (last && last.length < size && bytes + own <= BATCH_MAX_BYTES) {
      last.push(reference);
      bytes += own;
    } else {
      cut.push([reference]);
      bytes = own;
    }
  }
  return cut.map((items, n) => ({ id: `${prefix}-${n}`, kind: "fetch", items }));
}

/** Cuts document ids into batches of at most `size` (50). */
export function cutIds(
  prefix: string,
  kind: "index" | "delete",
  ids: readonly string[],
  size: number = BATCH_MAX_REFERENCES,
): Batch[] {
  const count = Math.ceil(ids.length / size);
  return Array.from({ length: count }, (_, n) => ({
    id: `${prefix}-${n}`,
    kind,
    items: ids.slice(n * size, (n + 1) * size),
  }));
}
