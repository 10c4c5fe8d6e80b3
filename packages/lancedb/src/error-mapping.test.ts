import { mkdir, mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VectorStoreError } from "@tributary/vector-store";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toVectorStoreError } from "./error-mapping.ts";
import { createLanceStore } from "./lance-store.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tributary-lancedb-errors-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("toVectorStoreError", () => {
  it.each([
    ["lance error: LanceError(IO): No space left on device (os error 28), /x.rs:1", "out-of-space", /full/],
    ["ENOSPC: no space left on device, mkdir '/x'", "out-of-space", /full/],
    ["LanceError(IO): Permission denied (os error 13)", "unavailable", /permissions/],
    ["EROFS: read-only file system, mkdir '/x'", "unavailable", /permissions/],
    ["Too many open files (os error 24)", "unavailable", /ulimit/],
    ["Commit conflict for version 7", "unavailable", /one process at a time/],
    ["lance error: Not found: x/data/1.lance, /x.rs:2", "corrupt", /delete that folder and sync again/],
    ["something new", "unavailable", /something new/],
  ] as const)("says what to do about: %s", (message, code, advice) => {
    const error = toVectorStoreError(new Error(message), "/data/vectors");
    expect(error.code).toBe(code);
    expect(error.message).toMatch(advice);
    expect(error.message).not.toContain(".rs");
    expect(error.cause).toBeInstanceOf(Error);
  });

  it("passes on an error that is one already", () => {
    const error = new VectorStoreError("not-found", "There is no namespace.");
    expect(toVectorStoreError(error, "/data/vectors")).toBe(error);
  });
});

describe("a folder that cannot be used", () => {
  it("is refused when a file is in the way", async () => {
    const directory = join(folder, "file");
    await writeFile(directory, "");
    const error = await createLanceStore({ directory })
      .ensure("w", { dimensions: 2 })
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "invalid-input", message: expect.stringContaining(directory) });
  });

  it.each(["_versions", "data", "_indices"])("is named, with what to do, when %s is damaged", async (part) => {
    const directory = join(folder, part);
    const store = createLanceStore({ directory });
    await store.ensure("w", { dimensions: 1 });
    const fields = { source: "", sourceId: "", type: "", title: "", path: null, url: null, repository: null };
    const more = { author: null, state: null, updatedAt: null, ordinal: 0, startLine: 1, endLine: 1, heading: "" };
    const record = { id: "d#0", documentId: "d", vector: Float32Array.of(1), text: "", lexical: "a" };
    await store.upsert("w", [{ ...record, fields: { ...fields, ...more } }]);
    await store.close();
    const damaged = join(directory, "ns-w.lance", part);
    for (const entry of await readdir(damaged, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) await truncate(join(entry.parentPath, entry.name), 10);
    }
    const reopened = createLanceStore({ directory });
    const query = { by: "terms", terms: "a", limit: 1 } as const;
    const error = await reopened.query("w", query).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "corrupt", message: expect.stringContaining(join(directory, "ns-w.lance")) });
    await reopened.close();
  });

  it("is mended when a process died while it created a namespace", async () => {
    const directory = join(folder, "half-made");
    await mkdir(join(directory, "ns-w.lance", "_transactions"), { recursive: true });
    const store = createLanceStore({ directory });
    await expect(store.stats("w")).rejects.toMatchObject({ code: "not-found" });
    await store.ensure("w", { dimensions: 2 });
    expect(await store.stats("w")).toEqual({ vectors: 0, dimensions: 2 });
    await store.close();
  });
});
