import { createMemoryVectorStore, recordOf, seededRandom } from "@tributary/vector-store/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { countTerms } from "./sparse-vector.ts";
import { addFrequencies, textsOfFrequencies } from "./statistics-text.ts";
import { hashTerm } from "./term-hash.ts";
import { addChunk, emptyStatistics, rarityOf, scaled } from "./term-statistics.ts";
import { openFake } from "./testing/open-store.ts";

describe("hashTerm", () => {
  it.each([
    ["", 0xebb6c228],
    ["aaaa", 0x5a97808a],
    ["abc", 0xc84a62dd],
    ["Hello, world!", 0x24884cba],
  ])("is MurmurHash3 of 32 bits: %j", (text, expected) => {
    expect(hashTerm(text)).toBe(expected);
  });

  it("hardly ever gives two terms one position", () => {
    const positions = new Set(Array.from({ length: 50_000 }, (_, index) => hashTerm(`term${index.toString(36)}`)));
    expect(positions.size).toBeGreaterThan(49_996);
  });
});

describe("textsOfFrequencies", () => {
  it("keeps any frequencies, in texts a record has room for", () => {
    const random = seededRandom(3);
    const statistics = emptyStatistics();
    for (let index = 0; index < 15_000; index += 1) {
      statistics.frequencies.set(Math.floor(random() * 2 ** 32), 1 + Math.floor(random() ** 8 * 1e6));
    }
    for (const edge of [0, 127, 128, 2 ** 32 - 1]) statistics.frequencies.set(edge, edge + 1);
    const texts = textsOfFrequencies(statistics);
    expect(texts.length).toBeGreaterThan(2);
    const read = new Map<number, number>();
    for (const text of texts) {
      expect(text.length).toBeLessThan(37_000);
      addFrequencies(read, text);
    }
    expect(read).toEqual(new Map([...statistics.frequencies].sort(([one], [other]) => one - other)));
  });
});

describe("scaled", () => {
  it("keeps the proportions, so that rarities hardly change", () => {
    const statistics = emptyStatistics();
    for (let index = 0; index < 1_000; index += 1) addChunk(statistics, index % 10 === 0 ? [1, 2] : [1], 20);
    const half = scaled(statistics, 0.5);
    expect([half.chunks, half.terms]).toEqual([500, 10_000]);
    expect(rarityOf(half, 2)).toBeCloseTo(rarityOf(statistics, 2), 1);
  });
});

/** Chunks whose words have frequencies like those of a language. */
function chunksOf(count: number) {
  const random = seededRandom(11);
  const word = () => `word${Math.floor(1 / (random() + 0.002))}`;
  return Array.from({ length: count }, (_, index) =>
    recordOf(`document ${index}`, 0, { lexical: Array.from({ length: 5 + (index % 90) }, word).join(" ") }),
  );
}

describe("the lexical side", () => {
  const queries = ["word3 word77", "word1 word250 word12", "word400", "word30 word31 word32 word2"];

  it("ranks as exact BM25 does, with the same scores, also when opened again and after optimize", async () => {
    const { open } = await openFake(onTestFinished);
    const exact = createMemoryVectorStore();
    const records = chunksOf(250);
    let store = open();
    for (const each of [store, exact]) {
      await each.ensure("w", { dimensions: 8 });
      await each.upsert("w", records);
    }
    for (const state of ["written", "opened again", "optimised"]) {
      if (state === "opened again") {
        await store.close();
        store = open();
      }
      if (state === "optimised") await store.optimize("w");
      for (const terms of queries) {
        const expected = await exact.query("w", { by: "terms", terms, limit: 10 });
        const hits = await store.query("w", { by: "terms", terms, limit: 10 });
        expect(
          hits.map(({ score }) => score.toFixed(3)),
          state,
        ).toEqual(expected.map(({ score }) => score.toFixed(3)));
      }
    }
  });

  it("keeps its statistics few and in proportion, however often documents are written again", async () => {
    const { fake, open } = await openFake(onTestFinished);
    const records = chunksOf(150);
    for (let round = 0; round < 6; round += 1) {
      const store = open();
      await store.ensure("w", { dimensions: 8 });
      await store.upsert("w", records);
      await store.optimize("w");
      await store.close();
    }
    const stored = fake.recordIds("test-lexical").filter((id) => id.startsWith("terms~"));
    expect(stored.length).toBeLessThanOrEqual(5);
    const exact = createMemoryVectorStore();
    await exact.ensure("w", { dimensions: 8 });
    await exact.upsert("w", records);
    for (const terms of queries) {
      const ids = (hits: readonly { id: string }[]) => hits.map(({ id }) => id);
      const expected = ids(await exact.query("w", { by: "terms", terms, limit: 10 }));
      const found = ids(await open().query("w", { by: "terms", terms, limit: 10 }));
      expect(found.filter((id) => expected.includes(id)).length).toBeGreaterThanOrEqual(Math.min(9, expected.length));
    }
  });

  it("counts terms as they are, split at spaces", () => {
    expect(countTerms("a  b a ")).toEqual({
      counts: new Map([
        [hashTerm("a"), 2],
        [hashTerm("b"), 1],
      ]),
      length: 3,
    });
  });
});
