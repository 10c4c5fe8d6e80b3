import { documentOf, recordOf } from "@tributary/vector-store/testing";
import { describe, expect, it } from "vitest";
import { hitOf, storedHitOf } from "./stored-hit.ts";

describe("storedHitOf", () => {
  it("keeps every field, also those that are null or odd", () => {
    const full = {
      path: "a\n'\\",
      url: "u",
      repository: "r",
      author: "\ud800",
      state: "s",
      updatedAt: -1,
      heading: "h",
    };
    for (const record of [recordOf("d", 3, { fields: full, text: "\0" }), ...documentOf("e", 2).records]) {
      const { id, documentId, text, fields } = record;
      expect(hitOf(storedHitOf(record), 0.5)).toEqual({ id, documentId, text, fields, score: 0.5 });
    }
  });
});
