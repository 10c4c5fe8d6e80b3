const SMALLEST = 1 << 13;
/** A table this large is not kept for the next text: 12 bytes a slot. */
const LARGEST_KEPT = 1 << 18;

/** Counts features by 32-bit hash in open addressing over typed arrays: nothing is allocated for a feature. */
export interface FeatureCounts {
  /** Counts one occurrence; the weight of the first one stays. */
  add(hash: number, weight: number): void;
  /** Adds every counted feature to the vector by signed hashing, by the square root of its count, and forgets them all. */
  drainInto(vector: Float32Array): void;
}

/** A reusable counter; not for use by two texts at once. */
export function createFeatureCounts(): FeatureCounts {
  let size = SMALLEST;
  let keys = new Int32Array(size);
  let counts = new Uint32Array(size);
  let weights = new Float32Array(size);
  let used = new Int32Array(size >> 1);
  let usedCount = 0;

  const resize = (next: number): void => {
    size = next;
    keys = new Int32Array(size);
    counts = new Uint32Array(size);
    weights = new Float32Array(size);
    used = new Int32Array(size >> 1);
    usedCount = 0;
  };

  const grow = (): void => {
    const [oldKeys, oldCounts, oldWeights, oldUsed, oldUsedCount] = [keys, counts, weights, used, usedCount];
    resize(size * 4);
    for (let index = 0; index < oldUsedCount; index++) {
      const from = oldUsed[index] as number;
      const key = oldKeys[from] as number;
      let slot = key & (size - 1);
      while (keys[slot] !== 0) slot = (slot + 1) & (size - 1);
      keys[slot] = key;
      counts[slot] = oldCounts[from] as number;
      weights[slot] = oldWeights[from] as number;
      used[usedCount++] = slot;
    }
  };

  return {
    add(hash, weight) {
      // 0 marks a free slot.
      const key = hash === 0 ? 1 : hash;
      let slot = key & (size - 1);
      let found = keys[slot] as number;
      while (found !== key) {
        if (found === 0) {
          keys[slot] = key;
          counts[slot] = 1;
          weights[slot] = weight;
          used[usedCount++] = slot;
          if (usedCount === used.length) grow();
          return;
        }
        slot = (slot + 1) & (size - 1);
        found = keys[slot] as number;
      }
      counts[slot] = (counts[slot] as number) + 1;
    },
    drainInto(vector) {
      const dimensions = vector.length;
      for (let index = 0; index < usedCount; index++) {
        const slot = used[index] as number;
        const key = keys[slot] as number;
        const value = (weights[slot] as number) * damp(counts[slot] as number);
        const bucket = Math.floor(((key >>> 0) / 4_294_967_296) * dimensions);
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
