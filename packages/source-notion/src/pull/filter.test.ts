import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createFilter, FILTER_MAX } from "./filter.ts";

describe("a filter", () => {
  it("knows what was added, also from its text, and hardly anything else", () => {
    const filter = createFilter("");
    const added = Array.from({ length: 1_000 }, () => randomUUID());
    for (const id of added) filter.add(id);
    const again = createFilter(filter.toText());
    expect(added.every((id) => again.has(id))).toBe(true);
    expect(Array.from({ length: 20_000 }, () => randomUUID()).filter((id) => again.has(id))).toEqual([]);
  });

  it("stays small when it is full", () => {
    const filter = createFilter("");
    for (let index = 0; index < FILTER_MAX; index += 1) filter.add(`id ${index}`);
    expect(filter.toText().length).toBeLessThan(22_500);
  });

  it.each(["nonsense", "AAAA"])("refuses the text %j", (text) => {
    expect(() => createFilter(text)).toThrow();
  });
});
