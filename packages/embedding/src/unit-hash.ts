/** Where every hash of a word starts. */
export const SEED = 0x811c9dc5 | 0;

/** Takes one code unit into a running 32-bit hash (FNV-1a over units). */
export function stepHash(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** Spreads a running hash over all 32 bits (the finaliser of MurmurHash3). */
export function finishHash(hash: number): number {
  let mixed = hash;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** Takes the folded units of a range into a running hash; units folded to 0 count as absent. */
export function hashUnits(text: string, start: number, end: number, seed: number, folded: Uint16Array): number {
  let hash = seed;
  for (let index = start; index < end; index++) {
    const unit = folded[text.charCodeAt(index)] as number;
    if (unit !== 0) hash = stepHash(hash, unit);
  }
  return hash;
}
