import { estimateTokens } from "@tributary/chunking";
import { createLocalEmbedder, createMemoryCache, type Embedder } from "@tributary/embedding";
import { createMemoryVectorStore } from "@tributary/vector-store/testing";
import { describe, expect, it } from "vitest";
import { contextHeader } from "./context-header.ts";
import { documentKind } from "./document-kind.ts";
import { createIndexer, type IndexableDocument } from "./index.ts";

const table = `name,notes\n${Array.from({ length: 300 }, (_, index) => `item ${index},"some words"\n`).join("")}`;
const document: IndexableDocument = {
  id: "git:r:file:data/items.csv",
  source: "git",
  sourceId: "src_1",
  type: "file",
  title: "items.csv",
  path: "data/items.csv",
  content: table,
  format: "text",
  version: "1",
};

async function setUp(change: Partial<Embedder>, contextHeader?: boolean) {
  const store = createMemoryVectorStore();
  const embedder: Embedder = { ...createLocalEmbedder(), ...change };
  const indexer = createIndexer({
    ...{ store, embedder, cache: createMemoryCache() },
    ...(contextHeader !== undefined && { contextHeader }),
  });
  await store.ensure(indexer.namespace("w"), { dimensions: indexer.dimensions });
  return { store, indexer };
}

describe("contextHeader", () => {
  it("has path, title, headings and the table's header, a line each", () => {
    expect(contextHeader({ path: "a/b.md", title: "Guide", heading: "Part > Sub", tableHeader: "x,y\n" })).toBe(
      "a/b.md\nGuide\nPart > Sub\nx,y\n\n",
    );
  });

  it("says nothing twice", () => {
    expect(contextHeader({ path: "a/b.md", title: "b.md", heading: "" })).toBe("a/b.md\n\n");
    expect(contextHeader({ title: "Guide", heading: "Guide" })).toBe("Guide\n\n");
    expect(contextHeader({ title: "", heading: "" })).toBe("");
  });

  it("keeps the ends of paths and headings and the beginnings of the rest, cut between names", () => {
    const header = contextHeader({
      path: `${"folder/".repeat(60)}file.ts`,
      title: "word ".repeat(100),
      heading: `${"Heading > ".repeat(60)}last`,
      tableHeader: "column,".repeat(100),
    });
    expect(header).toMatch(/^…\/folder.*\/file\.ts\nword.* word…\n….*> last\ncolumn,.*column,…\n\n$/);
  });

  it("is never larger than told, whatever it is made of", () => {
    const texts = [
      "",
      "a/b.ts",
      "😀".repeat(200),
      "漢字 ".repeat(90),
      "x".repeat(5000),
      " > ".repeat(500),
      "a,b;".repeat(99),
    ];
    for (const path of texts) {
      for (const title of texts) {
        for (const heading of texts) {
          for (const tableHeader of ["", ...texts.slice(2)]) {
            for (const most of [0, 7, 8, 15, 33, 64]) {
              const header = contextHeader({ path, title, heading, tableHeader }, most);
              if (estimateTokens(header) > most || !header.isWellFormed()) throw new Error(JSON.stringify(header));
            }
          }
        }
      }
    }
  });
});

describe("createIndexer with a context header", () => {
  it("embeds it, and stores and shows the text alone", async () => {
    const { indexer, store } = await setUp({ kind: "semantic" });
    const texts = await indexer.texts([document]);
    expect(texts.length).toBeGreaterThan(2);
    expect(texts[0]).toMatch(/^data\/items\.csv\n\nname,notes\n/);
    for (const text of texts.slice(1)) expect(text).toMatch(/^data\/items\.csv\nname,notes\n\nitem \d+,/);
    await indexer.index("w", [document]);
    const [hit] = await store.query(indexer.namespace("w"), { by: "terms", terms: "item", limit: 1 });
    expect(hit?.text).toMatch(/^(?:name,notes\n)?item/);
  });

  it("is for semantic embedders only unless told, and part of the configuration", async () => {
    const lexical = await setUp({});
    const told = await setUp({}, true);
    expect((await lexical.indexer.texts([document])).join("")).toBe(table);
    expect((await told.indexer.texts([document]))[0]).toMatch(/^data\//);
    expect(told.indexer.configHash).not.toBe(lexical.indexer.configHash);
    const without = await setUp({ kind: "semantic" }, false);
    expect((await without.indexer.texts([document])).join("")).toBe(table);
  });

  it("leaves no text to be cut for it", async () => {
    const count = (text: string) => text.length;
    const longest = Math.max(...(await (await setUp({})).indexer.texts([document])).map(count));
    for (const room of [0, 10, 20, 1000]) {
      const { indexer } = await setUp({
        kind: "semantic",
        limits: { maxInputsPerCall: 10, maxTokensPerInput: longest + room },
        tokenCounter: async () => ({ count, cut: (text, most) => text.slice(0, most) }),
      });
      for (const text of await indexer.texts([document])) expect(count(text)).toBeLessThanOrEqual(longest + room);
    }
  });
});

describe("documentKind", () => {
  it("is what the source says, or what the path or the headings tell more closely", () => {
    const kindOf = (format: "markdown" | "code" | "text", path?: string, content = "") =>
      documentKind({ format, path, content });
    expect(kindOf("code", "package.json")).toBe("json");
    expect(kindOf("code", "src/main.ts")).toBe("code");
    expect(kindOf("code", "Dockerfile")).toBe("code");
    expect(kindOf("text", "data/items.csv")).toBe("table");
    expect(kindOf("text", "out/build.log")).toBe("log");
    expect(kindOf("text", "a.ts")).toBe("text");
    expect(kindOf("text")).toBe("text");
    expect(kindOf("markdown", "a.json")).toBe("markdown");
    expect(kindOf("markdown", undefined, "# T\n\n### @ada, 2026-01-31\n\nHi")).toBe("conversation");
  });
});
