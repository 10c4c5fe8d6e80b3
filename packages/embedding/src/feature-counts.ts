const SMALLEST = 1 << 12;
/** A table larger than this is not kept for the next text: 12 bytes a slot. */
const LARGEST_KEPT = 1 << 18;

// A slot's entry is its count and its kind in one number.
const KIND_BITS = 3;
const KIND_MASK = (1 << KIND_BITS) - 1;
const ONE = 1 << KIND_BITS;

/** Counts features by 32-bit hash in open addressing over typed arrays: nothing is allocated for a feature. */
export interface FeatureCounts {
  /** Counts one occurrence of a feature of a kind from 0 to 7; the kind of the first occurrence stays. */
  add(hash: number, kind: number): void;
  /** Adds each feature, the weight of its kind by the square root of its count, with a sign, and forgets them all. */
  drainInto(vector: Float32Array, weights: readonly number[]): void;
}

/** A reusable counter; not for use by two texts at once. */
export function createFeatureCounts(): FeatureCounts {
  let size = SMALLEST;
  let keys = new Int32Array(size);
  let entries = new Int32Array(size);
  let used = new Int32Array(size >> 1);
  let usedCount = 0;

  const resize = (next: number): void => {
    size = next;
    keys = new Int32Array(size);
    entries = new Int32Array(size);
    used = new Int32Array(size >> 1);
    usedCount = 0;
  };

  const grow = (): void => {
    const [oldKeys, oldEntries, oldUsed, oldUsedCount] = [keys, entries, used, usedCount];
    resize(size * 4);
    for (let index = 0; index < oldUsedCount; index++) {
      const from = oldUsed[index] as number;
      const key = oldKeys[from] as number;
      let slot = key & (size - 1);
      while (keys[slot] !== 0) slot = (slot + 1) & (size - 1);
      keys[slot] = key;
      entries[slot] = oldEntries[from] as number;
      used[usedCount++] = slot;
    }
  };

  return {
    add(hash, kind) {
      // 0 marks a free slot.
      const key = hash === 0 ? 1 : hash;
      const mask = size - 1;
      let slot = key & mask;
      let found = keys[slot] as number;
      while (found !== key) {
        if (found === 0) {
          keys[slot] = key;
          entries[slot] = ONE | kind;
          used[usedCount++] = slot;
          if (usedCount === used.length) grow();
          return;
        }
        slot = (slot + 1) & mask;
        found = keys[slot] as number;
      }
      entries[slot] = (entries[slot] as number) + ONE;
    },
    drainInto(vector, weights) {
      const dimensions = vector.length;
      for (let index = 0; index < usedCount; index++) {
        const slot = used[index] as number;
        const key = keys[slot] as number;
        const entry = entries[slot] as number;
        const value = (weights[entry & KIND_MASK] as number) * damp(entry >>> KIND_BITS);
        // The upper half of the hash says where, its lowest bit the sign.
        const bucket = ((key >>> 16) * dimensions) >>> 16;
        vector[bucket] = (vector[bucket] as number) + ((key & 1) === 0 ? value : -value);
        keys[slot] = 0;
      }
      usedCount = 0;
      if (size > LARGEST_KEPT) resize(SMALLEST);
    },
  };
}

const roots = Float64Array.from({ length: 1024 }, (_, count) => Math.sqrt(count));

/** The tenth occurrence says less than the first. */
function damp(count: number): number {
  return count < roots.length ? (roots[count] as number) : Math.sqrt(count);
}
