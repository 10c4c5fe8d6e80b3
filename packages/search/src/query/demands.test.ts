import type { VectorHit } from "@tributary/vector-store";
import { describe, expect, it } from "vitest";
import { record, type TestChunk } from "../testing/records.ts";
import { createDemandCheck, isDemanding, narrow } from "./demands.ts";
import { readQuery } from "./read-query.ts";

function meets(query: string, chunk: TestChunk): boolean {
  const { id, documentId, text, fields } = record(chunk);
  const hit: VectorHit = { id, documentId, text, fields, score: 1 };
  return createDemandCheck(readQuery(query, 0))(hit);
}

describe("createDemandCheck", () => {
  const pool = {
    document: "src/pool/pool.ts",
    title: "pool.ts",
    text: "class Pool {\n  async acquire(signal) {\n    return this.#idle.pop() ?? (await this.grow());\n  }\n}",
    heading: "Pool > acquire",
  };

  it.each([
    ['"this.#idle.pop() ??"', true],
    ['"RETURN   this.#idle"', true],
    ['"async\nacquire"', true],
    ['"acquir"', false],
    ['"pool.ts"', true],
    ['-"acquire"', false],
    ['-"release"', true],
    ['"a.b" "acquire"', false],
    ["symbol:acquire", true],
    ["symbol:Pool", true],
    ["symbol:pool.acquire", true],
    ["symbol:Pool::acquire", true],
    ["symbol:Pool#acquire", true],
    ["symbol:Queue.acquire", false],
    ["symbol:grow", false],
    ["-symbol:acquire", false],
    ["path:POOL/", true],
    ["path:src/*.ts", true],
    ["path:src/*.js", false],
    ["path:.", true],
    ["-path:pool", false],
    ["-source:git", false],
    ["-source:github", true],
  ])("of %j says %j", (query, expected) => {
    expect(meets(query, pool)).toBe(expected);
  });

  it("reads signs of patterns as they are", () => {
    const text = "a+b (c|d) [e] {f} g^h $i \\j k?";
    for (const phrase of ["a+b", "(c|d)", "[e]", "{f}", "g^h", "$i", "\\j", "k?"]) {
      expect(meets(`"${phrase}"`, { document: "x", text })).toBe(true);
      expect(meets(`"${phrase}"`, { document: "x", text: "a b c d e f g h i j k" })).toBe(false);
    }
  });

  it("does not ask for a path of what has none", () => {
    const { id, documentId, text, fields } = record({ document: "x", text: "y" });
    const hit = { id, documentId, text, score: 1, fields: { ...fields, path: null } };
    expect(createDemandCheck(readQuery("path:x", 0))(hit)).toBe(false);
    expect(createDemandCheck(readQuery("-path:x", 0))(hit)).toBe(true);
  });
});

describe("isDemanding", () => {
  it.each([
    ["words source:git after:7d", false],
    ['"a b"', true],
    ["-author:x", true],
    ["path:x", true],
  ])("of %j says %j", (query, expected) => {
    expect(isDemanding(readQuery(query, 0))).toBe(expected);
  });
});

describe("narrow", () => {
  it("keeps what both allow", () => {
    expect(
      narrow(
        { source: ["git", "github"], updatedAfter: 5, updatedBefore: 20, pathPrefix: "a" },
        { source: ["github", "slack"], type: ["issue"], updatedAfter: 3, updatedBefore: 10 },
      ),
    ).toEqual({ source: ["github"], type: ["issue"], updatedAfter: 5, updatedBefore: 10, pathPrefix: "a" });
    expect(narrow({}, {})).toEqual({});
  });

  it("says so when nothing can match", () => {
    expect(narrow({ source: ["git"] }, { source: ["github"] })).toBeNull();
    expect(narrow({ updatedAfter: 5 }, { updatedBefore: 5 })).toBeNull();
  });
});
