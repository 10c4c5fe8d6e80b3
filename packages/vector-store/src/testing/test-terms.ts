import { describe, expect, it } from "vitest";
import type { VectorStore } from "../contract.ts";
import type { TestBench } from "./describe-vector-store.ts";
import { recordOf } from "./test-records.ts";
import { seededRandom } from "./vectors.ts";

type State = "as written" | "optimised" | "half of each";
const states: readonly State[] = ["as written", "optimised", "half of each"];

/** Writes one document a text, named by its key, and brings the store into a state. */
async function write(
  store: VectorStore,
  namespace: string,
  texts: Record<string, string>,
  state: State,
): Promise<void> {
  const records = Object.entries(texts).map(([name, lexical]) => recordOf(name, 0, { lexical }));
  const half = Math.ceil(records.length / 2);
  await store.upsert(namespace, records.slice(0, half));
  if (state === "half of each") await store.optimize(namespace);
  await store.upsert(namespace, records.slice(half));
  if (state === "optimised") await store.optimize(namespace);
}

async function find(store: VectorStore, namespace: string, terms: string, limit = 1_000): Promise<string[]> {
  return (await store.query(namespace, { by: "terms", terms, limit })).map(({ documentId }) => documentId);
}

/** Records beside those a test looks for: enough to be optimised by a store that leaves a few hundred as they are. */
function filler(state: State): Record<string, string> {
  const count = { "as written": 150, optimised: 600, "half of each": 1_200 }[state];
  const random = seededRandom(7);
  const word = () => `filler${Math.floor(random() * 50)}`;
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`filler ${index}`, Array.from({ length: 8 }, word).join(" ")]),
  );
}

/** Queries by terms rank by BM25 over terms that are compared as they are. */
export function testTerms({ place }: TestBench): void {
  describe.each(states)("queries by terms, %s", (state) => {
    it("find records that hold any of the terms, and no others", async () => {
      const { store, namespace } = await place();
      const texts = { a: "one two", b: "two three", c: "three four", d: "five", e: "" };
      await write(store, namespace, { ...texts, ...filler(state) }, state);
      expect((await find(store, namespace, "two four")).sort()).toEqual(["a", "b", "c"]);
      expect(await find(store, namespace, "six")).toEqual([]);
      expect(await find(store, namespace, "")).toEqual([]);
      expect(await find(store, namespace, "   ")).toEqual([]);
      expect(await find(store, namespace, "six  five ")).toEqual(["d"]);
    });

    it("compare terms as they are: no case, stem, stop word, accent or punctuation is folded", async () => {
      const { store, namespace } = await place();
      const long = "x".repeat(300);
      const terms = [
        "Run",
        "run",
        "running",
        "the",
        "über",
        "uber",
        "a.b",
        "a",
        "c++",
        "c",
        "-x",
        "!",
        "日本語",
        "👍",
        long,
      ];
      const texts = Object.fromEntries(terms.map((term, index) => [`document ${index}`, `before ${term} after`]));
      await write(store, namespace, { ...texts, ...filler(state) }, state);
      for (const [index, term] of terms.entries()) {
        expect(await find(store, namespace, term), term).toEqual([`document ${index}`]);
      }
    });

    it("split at spaces and nothing else", async () => {
      const { store, namespace } = await place();
      const joined = ["left\tright", "left\nright", "left\u00a0right", "left\u3000right", "left,right", 'left"right'];
      const texts = Object.fromEntries(joined.map((term, index) => [`document ${index}`, `x ${term}  y`]));
      await write(store, namespace, { ...texts, ...filler(state) }, state);
      expect(await find(store, namespace, "left right")).toEqual([]);
      for (const [index, term] of joined.entries()) {
        expect(await find(store, namespace, term), JSON.stringify(term)).toEqual([`document ${index}`]);
      }
    });

    it("take words of query languages as terms", async () => {
      const { store, namespace } = await place();
      const terms = ["AND", "OR", "NOT", '"quoted', "title:x", "a*", "(b", "~2", "^3", "+must", "'", "\\", "{}", "%"];
      const texts = Object.fromEntries(terms.map((term, index) => [`document ${index}`, `${term} word${index}`]));
      await write(store, namespace, { ...texts, ...filler(state) }, state);
      for (const [index, term] of terms.entries()) {
        expect(await find(store, namespace, term), term).toEqual([`document ${index}`]);
      }
    });

    it("rank by how often, how rare and how short", async () => {
      const { store, namespace } = await place();
      const pad = (count: number) => Array.from({ length: count }, (_, index) => `pad${index}`).join(" ");
      const texts = {
        often: `apple apple apple ${pad(5)}`,
        twice: `apple apple ${pad(6)}`,
        once: `apple ${pad(7)}`,
        long: `apple ${pad(60)}`,
        rare: `quince ${pad(7)}`,
        both: `apple quince ${pad(6)}`,
      };
      await write(store, namespace, { ...texts, ...filler(state) }, state);
      expect(await find(store, namespace, "apple")).toEqual(
        expect.arrayContaining(["often", "twice", "once", "both", "long"]),
      );
      const order = await find(store, namespace, "apple");
      const expectBefore = (one: string, other: string) =>
        expect(order.indexOf(one)).toBeLessThan(order.indexOf(other));
      expectBefore("often", "twice");
      expectBefore("twice", "once");
      expectBefore("once", "long");
      const mixed = await find(store, namespace, "apple quince");
      expect(mixed[0]).toBe("both");
      expect(mixed.indexOf("rare")).toBeLessThan(mixed.indexOf("once"));
    });

    it("give scores above 0, best first, no more than the limit", async () => {
      const { store, namespace } = await place();
      await write(store, namespace, filler(state), state);
      const hits = await store.query(namespace, { by: "terms", terms: "filler1 filler2 filler3", limit: 20 });
      expect(hits).toHaveLength(20);
      const scores = hits.map(({ score }) => score);
      expect(scores.every((score) => score > 0)).toBe(true);
      expect(scores).toEqual([...scores].sort((one, other) => other - one));
    });

    it("find what replaced a record, and not what it replaced", async () => {
      const { store, namespace } = await place();
      await write(store, namespace, { changed: "before", gone: "before", same: "before", ...filler(state) }, state);
      await store.upsert(namespace, [recordOf("changed", 0, { lexical: "later" })]);
      await store.deleteDocuments(namespace, ["gone"]);
      expect(await find(store, namespace, "before")).toEqual(["same"]);
      expect(await find(store, namespace, "later")).toEqual(["changed"]);
    });
  });
}
