import { createLocalEmbedder } from "@tributary/embedding";
import { describe, expect, it, onTestFinished } from "vitest";
import { chunkDocuments } from "./chunk-documents.ts";
import { createIndexingThread } from "./index.ts";

const documents = [
  { id: "a", title: "a.md", path: "docs/a.md", format: "markdown" as const, content: "# Tide\n\nHigh tide at noon.\n" },
  { id: "b", title: "b.ts", path: undefined, format: "code" as const, content: "export const lamp = 1;\n" },
  {
    id: "c",
    title: "c.ts",
    path: "src/c.ts",
    format: "code" as const,
    content: `class Harbour {\n  light() {\n${"    this.lamps.push(lamp);\n".repeat(200)}  }\n}\n`,
  },
];

function thread() {
  const made = createIndexingThread();
  onTestFinished(() => made.close());
  return made;
}

describe("createIndexingThread", () => {
  it("gives the same chunks and vectors as without a thread", async () => {
    const { chunkDocuments: chunk, embedder } = thread();
    expect(await chunk(documents, {})).toEqual(await chunkDocuments(documents, {}));
    const texts = ["High tide at noon", "", "lampOn(3)"];
    const local = await createLocalEmbedder().embed(texts, { inputType: "document" });
    expect(await embedder.embed(texts, { inputType: "document" })).toEqual(local);
  });

  it("cuts code by its syntax and says which symbols it stands under", async () => {
    const [, unknown, known] = await thread().chunkDocuments(documents, { maxTokens: 256 });
    expect(unknown?.fallback).toBe("no-grammar");
    expect(known?.fallback).toBeUndefined();
    expect(known?.ranges.at(-1)?.heading).toBe("Harbour > light");
  });

  it("answers many requests at once, each with its own", async () => {
    const { embedder } = thread();
    const texts = Array.from({ length: 40 }, (_, n) => `text number ${n}`);
    const one = await embedder.embed(texts, { inputType: "document" });
    const each = await Promise.all(texts.map((text) => embedder.embed([text], { inputType: "document" })));
    expect(each.flat()).toEqual(one);
  });

  it("reports what goes wrong, and refuses an aborted call", async () => {
    const { chunkDocuments: chunk, embedder } = thread();
    const [result] = await chunk(documents.slice(0, 1), { maxTokens: 1 });
    expect(result?.problem).toMatchObject({ code: "chunking-failed" });
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(embedder.embed(["a"], { inputType: "query", signal })).rejects.toThrow("enough");
  });

  it("ends when it has nothing to do, and starts again when it has", async () => {
    const made = createIndexingThread({ idleMs: 0 });
    onTestFinished(() => made.close());
    for (let round = 0; round < 3; round += 1) {
      expect(await made.chunkDocuments(documents, {})).toHaveLength(3);
      await new Promise((resolve) => setTimeout(resolve, 20 * round));
    }
  });

  it("starts again after it was closed, also while it is still ending", async () => {
    const made = thread();
    await made.chunkDocuments(documents, {});
    await made.close();
    expect(await made.chunkDocuments(documents, {})).toHaveLength(3);
    const closed = made.close();
    expect(await made.chunkDocuments(documents, {})).toHaveLength(3);
    await closed;
  });

  it("fails what was asked when it is closed in the middle of its work", async () => {
    const made = thread();
    await made.chunkDocuments(documents, {});
    const texts = Array.from({ length: 2_000 }, (_, n) => `text number ${n} `.repeat(200));
    const embedding = expect(made.embedder.embed(texts, { inputType: "document" })).rejects.toThrow("closed");
    await made.close();
    await embedding;
  });
});
