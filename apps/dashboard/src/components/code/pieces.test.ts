import { describe, expect, it } from "vitest";
import { piecesOf } from "./pieces.ts";

const colours = {
  starts: Uint32Array.from([0, 1, 4]),
  lengths: Uint32Array.from([3, 5, 1, 4]),
  kinds: Uint8Array.from([0, 1, 0, 2]),
};

describe("piecesOf", () => {
  it("cuts where the colour or the mark changes", () => {
    const pieces = piecesOf("const name", 1, colours, [[3, 8]]);
    expect(pieces.map(({ text, kind, marked }) => [text, kind, marked])).toEqual([
      ["con", 1, false],
      ["st", 1, true],
      [" ", 0, true],
      ["na", 2, true],
      ["me", 2, false],
    ]);
    expect(pieces.map(({ from }) => from)).toEqual([0, 3, 5, 6, 8]);
  });

  it("needs no colours and no marks, and holds to the line when they say otherwise", () => {
    expect(piecesOf("plain", 0, null, [])).toEqual([{ from: 0, text: "plain", kind: 0, marked: false }]);
    expect(piecesOf("", 0, null, [])).toEqual([]);
    expect(piecesOf("ab", 1, colours, []).map(({ text }) => text)).toEqual(["ab"]);
    expect(piecesOf("longer than known", 9, colours, []).map(({ text }) => text)).toEqual(["longer than known"]);
  });
});
