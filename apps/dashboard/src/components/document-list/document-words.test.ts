import { describe, expect, it } from "vitest";
import { nameWords, placeOf } from "./document-words.ts";

describe("placeOf", () => {
  it("takes from the id what a document that was never read has nowhere else", () => {
    const id = "git:1f0c:file:docs/a:b.png";
    expect(placeOf({ id, title: id, path: null, type: "file" })).toBe("docs/a:b.png");
    expect(placeOf({ id, title: "A", path: null, type: "file" })).toBeNull();
    expect(placeOf({ id, title: "A", path: "docs/a.png", type: "file" })).toBe("docs/a.png");
    expect(placeOf({ id: "odd", title: "odd", path: null, type: "file" })).toBeNull();
  });
});

describe("nameWords", () => {
  it("writes a name as people do", () => {
    expect(["too-large", "pull_request"].map(nameWords)).toEqual(["Too large", "Pull request"]);
  });
});
