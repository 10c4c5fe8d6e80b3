import { describe, expect, it } from "vitest";
import { record } from "../testing/records.ts";
import { createPriors } from "./priors.ts";

const NOW = Date.UTC(2026, 0, 1);
const DAY = 86_400_000;
const priorsOf = (fields: object, terms: readonly string[] = []) =>
  createPriors(terms, NOW)({ ...record({ document: "x", text: "" }).fields, ...fields });

describe("createPriors", () => {
  it("knows nothing against a plain file", () => {
    expect(priorsOf({ path: "src/build/main.ts" })).toEqual({ kind: 1, authority: 1, recency: 1 });
  });

  it("counts tests less, unless they are asked for", () => {
    expect(priorsOf({ path: "src/pool.test.ts" }).kind).toBeLessThan(1);
    expect(priorsOf({ path: "src/pool.test.ts" }, ["test"]).kind).toBe(1);
  });

  it.each([
    "node_modules/a/b.js",
    "a/vendor/b.go",
    "dist/x.js",
    "pnpm-lock.yaml",
    "Cargo.lock",
    "x.min.js",
    "a_pb2.py",
  ])("counts %s less", (path) => {
    expect(priorsOf({ path }).authority).toBeLessThan(1);
  });

  it("counts what was given up less", () => {
    expect(priorsOf({ state: "Canceled" }).authority).toBeLessThan(1);
    expect(priorsOf({ state: "open" }).authority).toBe(1);
  });

  it("counts what changed lately a little more, and what is old a little less", () => {
    const recency = (age: number) => priorsOf({ updatedAt: NOW - age * DAY }).recency;
    expect(recency(0)).toBeCloseTo(1.05);
    expect(recency(90)).toBeCloseTo(1.01);
    expect(recency(5_000)).toBeCloseTo(0.97);
    expect(recency(-10)).toBe(recency(0));
  });
});
