import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { createLocalEmbedder, type Embedder } from "@tributary/embedding";
import { createLanceStore } from "@tributary/lancedb";
import { createSearch, lexicalText } from "@tributary/search";
import type { DocumentVectors, VectorFilter, VectorRecord, VectorStore } from "@tributary/vector-store";
import { createMemoryVectorStore } from "@tributary/vector-store/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { partsOf } from "./batches.ts";
import { createPineconeStore } from "./pinecone-store.ts";
import { type PineconeFake, startPineconeFake } from "./testing.ts";

const packages = ["lancedb", "search"];
const mostQueries = 27;
const documentsPerWrite = 50;

const linesPerChunk = 30;

/** Every source and Markdown file of these packages, as documents of chunks of 30 lines. */
async function documentsOf(packages: readonly string[], embedder: Embedder): Promise<DocumentVectors[]> {
  const root = join(import.meta.dirname, "../..");
  const documents: DocumentVectors[] = [];
  for (const name of packages) {
    for (const file of await readdir(join(root, name), { recursive: true, withFileTypes: true })) {
      const path = relative(root, join(file.parentPath, file.name));
      if (!file.isFile() || !/\.(ts|md)$/.test(file.name) || /node_modules|\/dist\//.test(path)) continue;
      documents.push(await documentOf(path, await readFile(join(root, path), "utf8"), embedder));
    }
  }
  return documents.sort((one, other) => (one.documentId < other.documentId ? -1 : 1));
}

async function documentOf(path: string, content: string, embedder: Embedder): Promise<DocumentVectors> {
  const lines = content.split("\n");
  const texts = Array.from({ length: Math.ceil(lines.length / linesPerChunk) }, (_, part) =>
    lines.slice(part * linesPerChunk, (part + 1) * linesPerChunk).join("\n"),
  ).filter((text) => text.trim() !== "");
  const vectors = await embedder.embed(texts, { inputType: "document" });
  const documentId = `git:repository:file:${path}`;
  const title = path.slice(path.lastIndexOf("/") + 1);
  const records = texts.map((text, ordinal): VectorRecord => {
    const lexical = lexicalText({ title, path, heading: "", text });
    const vector = vectors[ordinal] ?? new Float32Array(embedder.dimensions);
    return {
      id: `${documentId}#${ordinal}`,
      documentId,
      vector,
      text,
      lexical,
      fields: {
        source: "git",
        sourceId: "source-1",
        type: "file",
        title,
        path,
        url: null,
        repository: path.split("/")[0] ?? null,
        author: null,
        state: null,
        updatedAt: null,
        ordinal,
        startLine: ordinal * linesPerChunk + 1,
        endLine: (ordinal + 1) * linesPerChunk,
        heading: "",
      },
    };
  });
  return { documentId, records };
}

/** Queries of three kinds about documents: names they export, first sentences of doc comments, headings. */
function queriesOf(documents: readonly DocumentVectors[], most: number): readonly string[] {
  const text = documents.flatMap(({ records }) => records.map((record) => record.text)).join("\n");
  const found = [
    [...text.matchAll(/^export (?:async )?(?:function|interface|const|type|class) (\w+)/gm)].map(
      ([, name = ""]) => name,
    ),
    [...text.matchAll(/^\/\*\* ([^.*\n]{25,160})\. .*$/gm)].map(([, sentence = ""]) => sentence),
    [...text.matchAll(/^#{2,3} (.{8,})$/gm)].map(([, heading = ""]) => heading),
  ];
  return found.flatMap((kind) => {
    const distinct = [...new Set(kind)].sort();
    const step = Math.max(1, Math.ceil((distinct.length * found.length) / most));
    return distinct.filter((_, index) => index % step === 0);
  });
}

describe("search over this repository's own files", () => {
  const embedder = createLocalEmbedder();
  const stores: VectorStore[] = [];
  let documents: DocumentVectors[] = [];
  let directory = "";
  let fake: PineconeFake;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "tributary-pinecone-"));
    fake = await startPineconeFake();
    const client = { apiKey: fake.apiKey, controlUrl: fake.url, fetch: fake.fetch };
    stores.push(
      createPineconeStore({ client, index: "same" }),
      createLanceStore({ directory }),
      createMemoryVectorStore(),
    );
    documents = await documentsOf(packages, embedder);
    for (const store of stores) {
      await store.ensure("w", { dimensions: embedder.dimensions });
      for (const part of partsOf(documents, documentsPerWrite)) await store.replaceDocuments("w", part);
      await store.optimize("w");
    }
  });

  afterAll(async () => {
    for (const store of stores) await store.close();
    await fake.close();
    await rm(directory, { recursive: true });
  });

  /** The share of another store's ten best documents that are among Pinecone's, and how often both have the same first. */
  async function compare(other: VectorStore | undefined, options: { denseWeight?: number; filter?: VectorFilter }) {
    const { filter, ...weights } = options;
    const queries = queriesOf(documents, mostQueries);
    const [own, others] = [stores[0], other].map((store) => store && createSearch({ store, embedder, ...weights }));
    let [common, all, sameFirst] = [0, 0, 0];
    for (const query of queries) {
      const request = { namespace: "w", query, limit: 10, ...(filter !== undefined && { filter }) };
      const expected = (await others?.search(request))?.results.map(({ documentId }) => documentId) ?? [];
      const found = (await own?.search(request))?.results.map(({ documentId }) => documentId) ?? [];
      all += expected.length;
      common += expected.filter((documentId) => found.includes(documentId)).length;
      if (expected[0] === found[0]) sameFirst += 1;
    }
    expect(all).toBeGreaterThan(100);
    return { overlap: common / all, sameFirst: sameFirst / queries.length };
  }

  it.each([
    ["hybrid, as for a lexical embedder", {}],
    ["hybrid, as for a semantic embedder", { denseWeight: 1 }],
    ["terms alone", { denseWeight: 0 }],
  ])("finds at least 95 percent of LanceDB's first ten: %s", async (_, options) => {
    const { overlap, sameFirst } = await compare(stores[1], options);
    expect(overlap).toBeGreaterThanOrEqual(0.95);
    expect(sameFirst).toBeGreaterThanOrEqual(0.9);
  });

  it("finds at least 95 percent of what exact cosine and BM25 find, filtered to a folder", async () => {
    const { overlap, sameFirst } = await compare(stores[2], { filter: { type: ["file"], pathPrefix: "search/src" } });
    expect(overlap).toBeGreaterThanOrEqual(0.95);
    expect(sameFirst).toBeGreaterThanOrEqual(0.9);
  });

  it.each([
    ["a folder", { type: ["file"], pathPrefix: "search/src" }, {}],
    ["a small folder", { pathPrefix: "search/src/ranking/" }, { denseWeight: 1 }],
    ["a repository", { source: ["git"], repository: ["lancedb"] }, { denseWeight: 0 }],
  ])("finds at least 95 percent of LanceDB's first ten, filtered to %s", async (_, filter, weights) => {
    const { overlap, sameFirst } = await compare(stores[1], { ...weights, filter });
    expect(overlap).toBeGreaterThanOrEqual(0.95);
    expect(sameFirst).toBeGreaterThanOrEqual(0.9);
  });
});
