/** Numbers that look random and are the same for the same seed. */
export interface SeededRandom {
  /** A whole number from 0 up to, but without, the limit. */
  below(limit: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** Words in the number asked for. */
  words(count: number): string;
}

const vocabulary = (
  "sync index cursor page token stream chunk vector query search deploy branch commit merge review thread label webhook retry limit budget " +
  "timeout latency cache schema parser batch worker queue event payload signature header request response archive blob tree ref delta diff"
).split(" ");

/** Makes a generator (mulberry32). */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    pick: (items) => items[below(items.length)] ?? items[0],
    words: (count) => Array.from({ length: count }, () => vocabulary[below(vocabulary.length)]).join(" "),
  };
}
