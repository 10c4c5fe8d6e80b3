import { describe, expect, it } from "vitest";
import type { Relation } from "../../api/documents.ts";
import { byRelation, evidenceWords, targetWords } from "./relation-groups.ts";

const relation: Relation = {
  kind: "imports",
  direction: "out",
  document: { documentId: "git:1:file:b", title: "b.ts", url: null, path: "b.ts", source: "git", type: "file" },
  target: "path:b.ts",
  pending: false,
  evidence: [{ documentId: "git:1:file:a", text: 'from  "./b.ts"', range: [0, 9], field: null }],
};

describe("relations", () => {
  it("are grouped by what they say", () => {
    const groups = byRelation([relation, { ...relation, direction: "in" }, { ...relation, target: "path:c.ts" }]);
    expect(groups.map(({ words, relations }) => [words, relations.length])).toEqual([
      ["Imports", 2],
      ["Imported by", 1],
    ]);
  });

  it("quote what says so, and do not repeat the name", () => {
    expect(evidenceWords(relation)).toBe('from "./b.ts"');
    const [evidence] = relation.evidence;
    const named = { documentId: "git:1:file:a", text: "b.ts", range: null, field: "parent" };
    expect(evidenceWords({ ...relation, evidence: [named] })).toBeNull();
    const field = { ...named, text: "B", field: "parent_page" };
    expect(evidenceWords({ ...relation, evidence: [field, ...(evidence ? [evidence] : [])] })).toBe(
      "parent page: B and 1 more",
    );
  });

  it("name what is not here", () => {
    expect(targetWords("number:acme/site#12")).toBe("acme/site#12");
    expect(targetWords("odd")).toBe("odd");
  });
});
