import { describe, expect, it } from "vitest";
import { chunk, createSyntaxChunker, type SyntaxChunk } from "../index.ts";
import { examples } from "./testing/examples.ts";

const chunker = createSyntaxChunker();

function docCommentOf(input: string, part: SyntaxChunk | undefined): string | undefined {
  return part?.docComment && input.slice(part.docComment.start, part.docComment.end);
}

describe.each(examples)("$path", ({ path, language, source, functions, imports, method }) => {
  it("is cut by its syntax, without loss", async () => {
    const found = await chunker.chunk(source, { path, maxTokens: 64 });
    expect(found).toMatchObject({ language, imports });
    expect(found.fallback).toBeUndefined();
    expect(found.chunks.map((part) => part.text).join("")).toBe(source);
  });

  it("keeps each small function whole, its documentation with it", async () => {
    const { chunks } = await chunker.chunk(source, { path, maxTokens: 64 });
    for (const text of functions) expect(chunks.some((part) => part.text.includes(text))).toBe(true);
  });

  it("says what a chunk belongs to and where that is documented", async () => {
    const { chunks } = await chunker.chunk(source, { path, maxTokens: 64 });
    const part = chunks.find(({ text }) => text.includes(method.contains));
    expect(part?.symbolPath).toEqual(method.symbolPath);
    expect(part?.symbol).toBe(method.symbolPath.at(-1));
    expect(docCommentOf(source, part)).toBe(method.docComment);
  });
});

describe("createSyntaxChunker", () => {
  const functions = Array.from({ length: 30 }, (_, n) => `function name${n}() {\n  return call(${n});\n}\n`);

  it("packs small neighbours together up to maxTokens", async () => {
    const { chunks } = await chunker.chunk(functions.join("\n"), { path: "a.js", maxTokens: 128 });
    expect(chunks.length).toBeLessThan(8);
    for (const { text } of chunks) expect(text.trim()).toMatch(/^function[\s\S]*\}$/);
  });

  it("splits what is too large between statements, and names every part", async () => {
    const statement = "  if (ready) {\n    await start(first, second);\n  }\n";
    const source = `class Harbour {\n  async open() {\n${statement.repeat(60)}  }\n}\n`;
    const { chunks } = await chunker.chunk(source, { path: "a.ts", maxTokens: 128 });
    expect(chunks.length).toBeGreaterThan(5);
    for (const { symbolPath } of chunks.slice(1)) expect(symbolPath).toEqual(["Harbour", "open"]);
    for (const { text } of chunks.slice(1)) expect(text).toMatch(/^ {2}if/);
  });

  it("counts offsets in UTF-16 code units, and lines by every terminator", async () => {
    const source = `\ufeff// 😀😀\r\nfunction a() {\r\n  return "👩‍👩‍👧‍👦";\r\n}\r\n\r\n/** 🇩🇪 */\r\nfunction b() {${"\r\n  call('😀');".repeat(30)}\r\n}\r\n`;
    const { chunks } = await chunker.chunk(source, { path: "a.js", maxTokens: 64 });
    expect(chunks.map(({ text }) => text).join("")).toBe(source);
    const begun = chunks.find(({ symbol }) => symbol === "b");
    expect(docCommentOf(source, begun)).toBe("/** 🇩🇪 */");
    expect(source.slice(0, begun?.start).split("\r\n")).toHaveLength(begun?.startLine ?? 0);
  });

  it("gives back what is no code as chunk does", async () => {
    const source = "# Title\n\nText.\n";
    const found = await chunker.chunk(source, { path: "a.md" });
    expect(found).toEqual({
      chunks: chunk(source, { path: "a.md" }).map((part) => ({ ...part, symbolPath: [] })),
      imports: [],
    });
    expect(await chunker.chunk("", { path: "a.ts" })).toEqual({ chunks: [], imports: [] });
  });

  it.each([
    ["no-grammar", "a.swift", "func a() {}\n"],
    ["no-grammar", undefined, "func a() {}\n"],
    ["too-large", "a.ts", "const a = 1;\n".repeat(10_000)],
    ["long-lines", "a.ts", "const a = 1;".repeat(1000)],
    ["syntax-errors", "a.ts", "\u0003 ??? not ) a ( program\n".repeat(50)],
  ])("falls back: %s of %s", async (fallback, path, source) => {
    const options = { kind: "code" as const, ...(path !== undefined && { path }) };
    const found = await createSyntaxChunker({ maxUnits: 100_000 }).chunk(source, options);
    expect(found.fallback).toBe(fallback);
    expect(found.language).toBeUndefined();
    expect(found.chunks.map(({ text, start, end }) => ({ text, start, end }))).toEqual(
      chunk(source, options).map(({ text, start, end }) => ({ text, start, end })),
    );
  });

  it("gives up a parse that takes too long, and goes on with the next", async () => {
    const hasty = createSyntaxChunker({ maxParseMs: 1e-6 });
    const source = functions.join("\n").repeat(20);
    expect((await hasty.chunk(source, { path: "a.js" })).fallback).toBe("too-complex");
    expect(await hasty.chunk("function a() {}\n", { path: "a.js" })).toMatchObject({ chunks: [{ symbol: "a" }] });
  });

  it("refuses options out of range", async () => {
    expect(() => createSyntaxChunker({ maxUnits: 0 })).toThrow("maxUnits must be a positive number, got 0.");
    await expect(chunker.chunk("a", { path: "a.ts", maxTokens: 1 })).rejects.toThrow(RangeError);
    await expect(chunker.chunk(1 as never, { path: "a.ts" })).rejects.toThrow(TypeError);
  });
});
