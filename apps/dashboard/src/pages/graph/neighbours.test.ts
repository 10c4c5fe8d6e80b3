import { describe, expect, it } from "vitest";
import type { Relation } from "../../api/documents.ts";
import { kindsOf, longName, neighboursOf, shortName } from "./neighbours.ts";

const relation = (kind: Relation["kind"], id: string | null, rest: Partial<Relation> = {}): Relation => ({
  kind,
  direction: "out",
  document:
    id === null ? null : { documentId: id, title: id, url: null, path: `src/${id}`, source: "git", type: "file" },
  target: `number:acme/site#${id ?? 7}`,
  pending: false,
  evidence: [{ documentId: "me", text: "x", range: null, field: null }],
  ...rest,
});

describe("neighboursOf", () => {
  it("shows each document once, under its strongest relation, with all of them", () => {
    const { groups, count } = neighboursOf([
      relation("closes", "a"),
      relation("imports", "b"),
      relation("imports", "a", { direction: "in" }),
      relation("imports", "c"),
    ]);
    expect(groups.map(({ words, neighbours }) => [words, neighbours.map(({ id }) => id)])).toEqual([
      ["Closes", ["a"]],
      ["Imports", ["b", "c"]],
    ]);
    expect(groups[0]?.neighbours[0]?.relations).toHaveLength(2);
    expect(count).toBe(3);
  });

  it("keeps apart what is not here yet, and takes people for people", () => {
    const { groups, pending } = neighboursOf([
      relation("closes", null, { pending: true }),
      relation("mentions", null, { target: "person:ada" }),
    ]);
    expect(pending.map(({ name }) => name)).toEqual(["acme/site#7"]);
    expect(groups.flatMap(({ neighbours }) => neighbours.map(({ name, document }) => [name, document]))).toEqual([
      ["ada", null],
    ]);
  });
});

describe("names and kinds", () => {
  it("are short", () => {
    expect(shortName({ title: "index.ts", path: "src/pages/index.ts" })).toBe("index.ts");
    expect(shortName({ title: "src/pages/index.ts", path: "src/pages/index.ts" })).toBe("index.ts");
    expect(shortName({ title: "Fix the door", path: null })).toBe("Fix the door");
    expect(shortName({ title: "Guide", path: "docs/guide.md" })).toBe("Guide");
    expect(shortName({ title: "", path: null })).toBe("Untitled");
  });

  it("tell files of the same name apart, and nothing else", () => {
    expect(longName({ title: "index.ts", path: "src/pages/index.ts" })).toBe("src/pages/index.ts");
    expect(longName({ title: "HAR-1 Share one budget", path: "HAR-1" })).toBe("HAR-1 Share one budget");
    expect(longName({ title: "", path: "a.md" })).toBe("a.md");
  });

  it("are counted", () => {
    expect([...kindsOf([relation("imports", "a"), relation("imports", "b"), relation("links", "a")])]).toEqual([
      ["imports", 2],
      ["links", 1],
    ]);
  });
});
