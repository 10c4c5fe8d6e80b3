/**
 * Numbers that grow with every call and, as far as the clocks agree, from one process to the next: microseconds since the
 * epoch. `now` in milliseconds.
 */
export function createVersions(now: () => number): () => number {
  let last = 0;
  return () => {
    last = Math.max(last + 1, Math.floor(now() * 1_000));
    return last;
  };
}
