/**
 * Remembers which document ids a table may hold, in 32 bits each: an id it does not know is certainly new, so its records
 * can be appended without looking for older ones. Two ids that share a fingerprint only cost that shortcut.
 */
export interface Fingerprints {
  add(documentId: string): void;
  mayHold(documentId: string): boolean;
}

/** Creates an empty memory. */
export function createFingerprints(): Fingerprints {
  const known = new Set<number>();
  return {
    add: (documentId) => void known.add(fingerprint(documentId)),
    mayHold: (documentId) => known.has(fingerprint(documentId)),
  };
}

/** FNV-1a over the UTF-16 units, finished with MurmurHash3's mixer so that near ids spread. */
function fingerprint(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
