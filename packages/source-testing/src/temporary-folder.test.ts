import { existsSync } from "node:fs";
import { readFile, realpath } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createTemporaryFolder } from "./temporary-folder.ts";

it("writes files with their folders, and removes all of it", async () => {
  const folder = await createTemporaryFolder();
  const [first] = await folder.write({ "a/b/c.txt": "text", "d.bin": new Uint8Array([0, 255]) });
  expect(first).toBe(join(folder.path, "a/b/c.txt"));
  expect(await readFile(join(folder.path, "a/b/c.txt"), "utf8")).toBe("text");
  expect([...(await readFile(join(folder.path, "d.bin")))]).toEqual([0, 255]);
  expect(await realpath(folder.path)).toBe(folder.path);

  await folder.remove();
  expect(existsSync(folder.path)).toBe(false);
  await folder.remove();
});

it("is a new folder every time", async () => {
  const folders = await Promise.all([createTemporaryFolder(), createTemporaryFolder()]);
  expect(folders[0].path).not.toBe(folders[1].path);
  await Promise.all(folders.map((folder) => folder.remove()));
});
