import { describe, expect, it } from "vitest";
import { parseQuery } from "../query/parse-query.ts";
import { record, type TestChunk } from "../testing/records.ts";
import { createEvidenceReader, weighTerms } from "./evidence.ts";
import type { FusedHit } from "./fuse.ts";
import { type RankedDocument, rankDocuments } from "./rank-documents.ts";

const NOW = Date.UTC(2026, 0, 1);

/** Ranks chunks that came in this order from one side. */
function rank(question: string, chunks: readonly TestChunk[]): RankedDocument[] {
  const query = parseQuery(question);
  const hits = chunks.map((chunk, index): FusedHit => {
    const { id, documentId, text, fields } = record(chunk);
    const place = { rank: index + 1, score: 1 };
    return { hit: { id, documentId, text, fields, score: 1 }, score: 1 / (61 + index), dense: null, lexical: place };
  });
  const read = createEvidenceReader(query);
  const evidence = new Map(hits.map(({ hit }) => [hit.id, read(hit)]));
  return rankDocuments(query, hits, evidence, weighTerms(query, [...evidence.values()]), NOW);
}

const documents = (ranked: readonly RankedDocument[]) => ranked.map(({ best }) => best.hit.documentId);

describe("rankDocuments", () => {
  it("keeps the order of the sides where nothing else tells chunks apart", () => {
    expect(
      documents(
        rank("zeta", [
          { document: "b", text: "zeta" },
          { document: "a", text: "zeta" },
        ]),
      ),
    ).toEqual(["b", "a"]);
  });

  it("lists a document once, with its best chunk, strengthened a little by its others", () => {
    const chunks = [
      { document: "a", ordinal: 0, text: "zeta" },
      { document: "b", ordinal: 0, text: "zeta" },
      { document: "a", ordinal: 1, text: "function zeta() {" },
    ];
    const ranked = rank("zeta", chunks);
    expect(documents(ranked)).toEqual(["a", "b"]);
    expect(ranked[0]?.best.hit.id).toBe("a#1");
    const alone = rank("zeta", chunks.slice(0, 2));
    expect(
      rank("zeta", [...chunks.slice(0, 2), { document: "b", ordinal: 1, text: "zeta" }])[1]?.score,
    ).toBeGreaterThan(alone[1]?.score ?? 0);
  });

  it("does not let a long document win by the number of its chunks", () => {
    const long = (count: number) =>
      Array.from({ length: count }, (_, ordinal) => ({ document: "long", ordinal, text: "zeta" }));
    const [best] = rank("zeta", long(1));
    const [many] = rank("zeta", long(60));
    expect(many?.score).toBeGreaterThan(best?.score ?? 0);
    expect(many?.score).toBeLessThan((best?.score ?? 0) * 1.1);
  });

  it("prefers a definition to a use, and the spelling of the query to another", () => {
    const use = { document: "use", text: "render(view)" };
    const definition = { document: "definition", text: "function render(view) {" };
    const other = { document: "other", text: "class Render {" };
    expect(documents(rank("render", [use, other, definition]))).toEqual(["definition", "other", "use"]);
    expect(documents(rank("Render", [use, definition, other]))).toEqual(["other", "definition", "use"]);
  });

  it("prefers words in the order of the query, and documents named by it", () => {
    const scattered = { document: "scattered", text: "limit here and rate there" };
    expect(documents(rank("rate limit", [scattered, { document: "phrase", text: "the rate limit" }]))).toEqual([
      "phrase",
      "scattered",
    ]);
    const elsewhere = { document: "elsewhere.md", text: "rate limit" };
    expect(documents(rank("rate limit", [elsewhere, { document: "rate-limit.md", text: "rate limit" }]))).toEqual([
      "rate-limit.md",
      "elsewhere.md",
    ]);
  });

  it("prefers the shorter of two paths, and the shorter of two file names, that the query names", () => {
    expect(
      documents(
        rank("cookie jar", [
          { document: "src/vendor/other/cookie.ts", text: "cookie jar" },
          { document: "src/cookie.ts", text: "cookie jar" },
        ]),
      )[0],
    ).toBe("src/cookie.ts");
    expect(
      documents(
        rank("cookie jar", [
          { document: "lib/cookie-session-store.ts", text: "cookie jar" },
          { document: "lib/session/store/cookie.ts", text: "cookie jar" },
        ]),
      )[0],
    ).toBe("lib/session/store/cookie.ts");
  });

  it("prefers the text that has a whole sentence of the query to one whose name has some of it", () => {
    const sentence = "Returns the pool of idle connections";
    const ranked = rank(sentence, [
      { document: "pool-connections.md", text: "the pool returns connections that are idle" },
      { document: "notes.md", text: `${sentence}.` },
    ]);
    expect(documents(ranked)[0]).toBe("notes.md");
  });

  it("puts a test after what it tests, unless tests are asked for", () => {
    const chunks = [
      { document: "src/pool.test.ts", text: "zeta" },
      { document: "src/main.ts", text: "zeta" },
    ];
    expect(documents(rank("zeta", chunks))).toEqual(["src/main.ts", "src/pool.test.ts"]);
    expect(documents(rank("zeta test", chunks))).toEqual(["src/pool.test.ts", "src/main.ts"]);
  });
});
