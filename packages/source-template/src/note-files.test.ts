import { rm, symlink, utimes } from "node:fs/promises";
import { join } from "node:path";
import { createTemporaryFolder, type TemporaryFolder } from "@tributary/source-testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { noteFiles } from "./note-files.ts";

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await createTemporaryFolder();
});
afterEach(() => folder.remove());

describe("noteFiles", () => {
  it("lists notes by name, and nothing else", async () => {
    const [path] = await folder.write({ "b.json": "{}", "a.json": "[1]", "c.txt": "", "d.json/e.json": "{}" });
    await symlink(join(folder.path, "a.json"), join(folder.path, "f.json"));
    await utimes(path ?? "", 5, 5);
    const entries = await noteFiles.list(folder.path);
    expect(entries.map(({ name, size }) => [name, size])).toEqual([
      ["a", 3],
      ["b", 2],
    ]);
    expect(entries[1]?.modifiedAt).toBe(5_000);
  });

  it("reads a note up to a size", async () => {
    await folder.write({ "a.json": "[1]" });
    expect(await noteFiles.read(folder.path, "a", 3)).toMatchObject({ name: "a", size: 3, bytes: Buffer.from("[1]") });
    expect(await noteFiles.read(folder.path, "a", 2)).toMatchObject({ size: 3, bytes: null });
  });

  it("finds nothing where there is no note", async () => {
    await folder.write({ "inside/a.json": "{}", "outside.json": "{}", "inside/b.json/c.json": "{}" });
    for (const name of ["z", "b", "../outside", "a\0"]) {
      expect(await noteFiles.read(join(folder.path, "inside"), name, 100), name).toBeNull();
    }
  });

  it("tells a directory that is gone from a note that is", async () => {
    await rm(folder.path, { recursive: true });
    await expect(noteFiles.read(folder.path, "a", 100)).rejects.toMatchObject({ code: "ENOENT" });
    await expect(noteFiles.list(folder.path)).rejects.toMatchObject({ code: "ENOENT" });
  });
});
