import { describe, expect, it } from "vitest";
import type { Relation } from "../../api/documents.ts";
import { neighboursOf } from "./neighbours.ts";
import { roomOf, sceneOf } from "./scene.ts";
import { fitted } from "./viewport.ts";

const document = (name: string) => ({
  ...{ documentId: name, title: name, url: null, path: `src/${name}`, source: "git", type: "file" },
});
const relation = (index: number): Relation => ({
  kind: index % 3 === 0 ? "links" : "imports",
  direction: "in",
  document: document(`a-file-with-a-name-of-some-length-${index}.ts`),
  target: `file:${index}`,
  pending: false,
  evidence: [],
});
const extent = { width: 640, height: 600 };

describe("sceneOf", () => {
  it("draws as many neighbours as have room, and says of each kind how many more there are", () => {
    const related = Array.from({ length: 100 }, (_, index) => relation(index));
    const room = roomOf(extent);
    const { groups, centre } = sceneOf({
      centre: document("centre.ts"),
      neighbours: neighboursOf(related),
      trail: [],
      room,
    });
    expect(groups.map(({ words, count }) => [words, count])).toEqual([
      ["Linked from", 34],
      ["Imported by", 66],
    ]);
    for (const { nodes, count } of groups) {
      const named = nodes.filter(({ role }) => role === "neighbour").length;
      expect(nodes.at(-1)).toMatchObject({ role: "more", name: `+ ${count - named} more` });
    }
    const nodes = groups.flatMap((group) => group.nodes);
    expect(nodes).toHaveLength(room.places);
    expect(fitted([centre, ...nodes], extent).scale).toBeGreaterThan(0.75);
  });

  it("has room for more in a larger window, and never for none", () => {
    expect(roomOf({ width: 1_000, height: 700 }).places).toBeGreaterThan(roomOf(extent).places);
    expect(roomOf({ width: 0, height: 0 })).toEqual({ places: 8, stretch: 0.5 });
    expect(roomOf({ width: 900, height: 300 }).stretch).toBeGreaterThan(roomOf({ width: 300, height: 900 }).stretch);
  });
});
