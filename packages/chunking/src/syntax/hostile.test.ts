import { describe, expect, it } from "vitest";
import { createSyntaxChunker } from "../index.ts";
import { parserRuntime } from "./runtime.ts";
import { examples } from "./testing/examples.ts";

/** Inputs that make parsers slow, or need much memory, and the language they do it to. */
const inputs: readonly (readonly [string, string, () => string])[] = [
  ["unbalanced brackets", "a.ts", () => "([{\n".repeat(2_000)],
  ["balanced brackets, deep", "a.py", () => "([{\n".repeat(2_000) + "}])\n".repeat(2_000)],
  ["blocks that are never closed", "a.rb", () => "if (a) {\n".repeat(2_000)],
  ["comments that are never closed", "a.ts", () => "/* a\n".repeat(2_000)],
  ["what may be generics or comparisons", "a.cpp", () => "f<T<T<T<T\n".repeat(2_000)],
  ["a chain of conditions", "a.ts", () => "a ? b :\n".repeat(2_000)],
  ["NUL", "a.go", () => "\0\n".repeat(3_000)],
  ["lone surrogates", "a.js", () => "\ud800\n".repeat(3_000)],
  ["nested classes", "A.java", () => "class A {\n".repeat(2_000) + "}\n".repeat(2_000)],
  ["deep indentation", "a.py", () => Array.from({ length: 300 }, (_, n) => `${" ".repeat(n)}if x:\n`).join("")],
];

describe("code by syntax, hostile input", () => {
  it.each(inputs)("ends soon for %s", async (_, path, make) => {
    const input = make();
    const { chunks } = await createSyntaxChunker({ maxParseMs: 500 }).chunk(input, { path });
    expect(chunks.map(({ text }) => text).join("")).toBe(input);
  });

  it("goes on in every language after a grammar broke off for want of memory", async () => {
    const chunker = createSyntaxChunker({ maxParseMs: 60_000 });
    await chunker.chunk("x", { path: "a.ts" });
    const broken = await chunker.chunk("a<b<\n".repeat(10_000), { path: "a.cs" });
    expect(broken.fallback).toBe("grammar-failed");
    expect(await chunker.chunk("class A { }\n", { path: "a.cs" })).toMatchObject({ chunks: [{ symbol: "A" }] });
    expect(await chunker.chunk("class A { }\n", { path: "a.ts" })).toMatchObject({ chunks: [{ symbol: "A" }] });
  });

  it("needs no more memory for many files than for a few", async () => {
    const chunker = createSyntaxChunker();
    const round = async () => {
      for (const { path, source } of examples) await chunker.chunk(source, { path, maxTokens: 64 });
    };
    for (let count = 0; count < 3; count += 1) await round();
    const { memory } = await parserRuntime();
    const before = memory.buffer.byteLength;
    for (let count = 0; count < 10; count += 1) await round();
    expect(memory.buffer.byteLength).toBe(before);
  });
});
