import { describe, expect, it } from "vitest";
import { chooseStrategy } from "./strategy.ts";

const KB = 1024;
const GB = 1024 ** 3;

describe("the choice between an archive and blobs", () => {
  it.each([
    ["no file", { files: 0, bytes: 0, treeBytes: GB }, "blobs"],
    ["one query's worth", { files: 50, bytes: 300 * KB, treeBytes: 300 * KB }, "blobs"],
    ["1,000 files", { files: 1_000, bytes: 8_000 * KB, treeBytes: 9_000 * KB }, "archive"],
    ["100,000 files", { files: 100_000, bytes: GB, treeBytes: 2 * GB }, "archive"],
    ["a corner of a large repository", { files: 200, bytes: 800 * KB, treeBytes: 5 * GB }, "blobs"],
  ])("for %s", (_, work, expected) => {
    expect(chooseStrategy(work)).toBe(expected);
  });
});
