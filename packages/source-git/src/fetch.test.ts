import { chmod, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { documentSchema } from "@tributary/validation";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { GitSourceConfig } from "./config.ts";
import { createGitSource, type GitSource } from "./source.ts";
import { createGitFixture, type FixtureFile, type GitFixture } from "./testing/git-fixture.ts";
import { documentOf, fetchByPath, listed, pullPages, readEverything } from "./testing/read-source.ts";

let fixture: GitFixture;
const sources: GitSource[] = [];

beforeEach(async () => {
  fixture = await createGitFixture();
});

afterEach(async () => {
  for (const source of sources.splice(0)) await source.close();
  await fixture.remove();
});

function open(config: Omit<GitSourceConfig, "path"> = {}): GitSource {
  const source = createGitSource({ path: fixture.path, ...config });
  sources.push(source);
  return source;
}

const bytes = (text: string) => Buffer.from(text).toString("latin1");

describe("documents", () => {
  it("say what the file is, who changed it last, when, and where it is", async () => {
    fixture.commit({ files: { "docs/Guide.md": "# Guide\n" }, author: "Ada Lovelace", email: "ada@example.com" });
    fixture.git("remote", "add", "origin", "git@github.com:owner/name.git");
    const time = Date.UTC(2024, 1, 3, 4, 5, 6) / 1000;
    const head = fixture.commit({ files: { "src/main.ts": "export {};\n" }, author: "Grace", email: "", time });
    const results = await readEverything(open({ id: "main-repository" }));
    expect(documentOf(results.get("src/main.ts"))).toEqual({
      id: "git:main-repository:file:src/main.ts",
      source: "git",
      type: "file",
      title: "main.ts",
      content: "export {};\n",
      format: "code",
      language: "TypeScript",
      version: fixture.git("rev-parse", "HEAD:src/main.ts"),
      path: "src/main.ts",
      repository: "owner/name",
      url: `https://github.com/owner/name/blob/${head}/src/main.ts`,
      author: { name: "Grace" },
      updatedAt: "2024-02-03T04:05:06.000Z",
    });
    expect(documentOf(results.get("docs/Guide.md"))).toMatchObject({
      format: "markdown",
      author: { name: "Ada Lovelace", email: "ada@example.com" },
    });
  });

  it("are linked by file URL without a known remote, and by none in a bare repository", async () => {
    fixture.commit({ files: { "a b#?.md": "x" } });
    const local = documentOf((await readEverything(open())).get("a b#?.md"));
    expect(local).toMatchObject({ repository: "project", url: `file://${fixture.path}/a%20b%23%3F.md` });
    const bare = await createGitFixture({ init: ["--bare"] });
    bare.commit({ files: { "a.md": "x" } });
    const source = createGitSource({ path: bare.path });
    expect(documentOf((await readEverything(source)).get("a.md"))).not.toHaveProperty("url");
    await source.close();
    await bare.remove();
  });

  it("never carry the credentials of a remote", async () => {
    fixture.git("remote", "add", "origin", "https://user:hunter2hunter2@gitlab.com/group/sub/name.git");
    const head = fixture.commit({ files: { "a.md": "x" } });
    const document = documentOf((await readEverything(open())).get("a.md"));
    expect(document.url).toBe(`https://gitlab.com/group/sub/name/-/blob/${head}/a.md`);
    expect(JSON.stringify(document)).not.toContain("hunter2");
  });

  it("leave author and time out when the history is not read, or has an impossible time", async () => {
    fixture.commit({ files: { "a.md": "x" }, time: 999_999_999_999 });
    expect(documentOf((await readEverything(open())).get("a.md"))).not.toHaveProperty("updatedAt");
    const document = documentOf((await readEverything(open({ history: false }))).get("a.md"));
    expect(document).not.toHaveProperty("author");
    expect(document).not.toHaveProperty("updatedAt");
  });
});

describe("odd paths and contents survive", () => {
  it("whatever the bytes of the path", async () => {
    const names = [
      "-rf",
      "new\nline.md",
      "tab\tquote\"'`$(x).md",
      "back\\slash.md",
      ":(glob)*",
      "percent%41.md",
      "\x01\x7f.md",
      "latin-\xe9.md",
      "caf\xe9/na\xefve.md",
      bytes("日本語/emoji 😀.md"),
      bytes("e\u0301 is not é.md"),
      bytes("é.md"),
      " leading and trailing ",
      "a".repeat(255),
      `${"deep folder/".repeat(60)}end.md`,
      `${"deep folder/".repeat(60)}other.md`,
      bytes(`${"ü".repeat(240)}.md`),
    ];
    fixture.commit({ files: Object.fromEntries(names.map((name, index) => [name, `content ${index}`])) });
    const source = open();
    const { references } = listed(await pullPages(source));
    const copies = JSON.parse(JSON.stringify(references));
    const contents = new Set<string>();
    for (const result of (await fetchByPath(source, copies)).values()) {
      const document = documentOf(result);
      expect(documentSchema.strict().parse(document)).toEqual(document);
      contents.add(document.content);
    }
    expect(contents.size).toBe(names.length);
    expect(new Set(references.map(({ id }) => id)).size).toBe(names.length);
    // Each is found again when it changes and when it goes.
    const { cursor } = listed(await pullPages(source));
    fixture.commit({ files: Object.fromEntries(names.map((name) => [name, null])) });
    fixture.commit({ files: { "rest.md": "rest" } });
    const { deleted } = listed(await pullPages(source, cursor));
    expect(deleted).toHaveLength(names.length);
  });

  it("whatever the encoding", async () => {
    const line = "0123456789".repeat(1024 * 1024);
    fixture.commit({
      files: {
        "bom.txt": "\uFEFFwith a mark",
        "utf16.txt": Buffer.from("\uFEFFsixteen", "utf16le"),
        "latin.txt": Buffer.from("na\xefve caf\xe9", "latin1"),
        "late-nul.txt": `${"a".repeat(9000)}\0b`,
        "line.txt": line,
        "crlf.txt": "a\r\nb\r",
      },
    });
    const results = await readEverything(open({ maxFileBytes: 16 * 1024 * 1024 }));
    const content = (path: string) => documentOf(results.get(path)).content;
    expect(content("bom.txt")).toBe("with a mark");
    expect(content("utf16.txt")).toBe("sixteen");
    expect(content("latin.txt")).toBe("naïve café");
    expect(documentOf(results.get("latin.txt")).metadata).toEqual({ encoding: "windows-1252" });
    expect(content("late-nul.txt").endsWith("a\uFFFDb")).toBe(true);
    expect(content("line.txt") === line).toBe(true);
    expect(content("crlf.txt")).toBe("a\r\nb\r");
  });
});

describe("files that are skipped", () => {
  const skipped: Record<string, readonly [FixtureFile, string, RegExp]> = {
    "image.png": [Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), "binary", /PNG/],
    "large.png": [Buffer.alloc(3000, "a"), "binary", /\.png files hold no text/],
    "program.bin": [Buffer.from("a\0b"), "binary", /NUL/],
    "package-lock.json": ["{}", "generated", /a lock file/],
    "app.min.js": ["x()", "generated", /minified/],
    "app.js.map": ["{}", "generated", /source map/],
    "bundle.js": ["f();".repeat(20_000), "generated", /minified/],
    "proto/out.go": ["package out", "generated", /linguist-generated/],
    "large.txt": ["x".repeat(200_001), "too-large", /200,001 bytes, the limit is 200,000/],
    "model.onnx": ["version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 5\n", "lfs-pointer", /LFS/],
    "photo.jpg": ["version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 5\n", "lfs-pointer", /LFS/],
    module: [{ mode: "160000", content: "1".repeat(40) }, "submodule", /commit 111111111111/],
    link: [{ mode: "120000", content: "elsewhere" }, "symlink", /symbolic link/],
    "dangling.md": [{ mode: "120000", content: "../../outside" }, "symlink", /symbolic link/],
    empty: ["", "empty", /empty/],
    "blank.md": [" \n\n", "empty", /white space/],
  };

  it("have their reason, in the full listing and after a change alike", async () => {
    const files = Object.fromEntries(Object.entries(skipped).map(([path, [file]]) => [path, file]));
    fixture.commit({ files: { "old.md": "old", ".gitattributes": "proto/*.go linguist-generated" } });
    const source = open({ maxFileBytes: 200_000, exclude: [".gitattributes"] });
    const { cursor } = listed(await pullPages(source));
    fixture.commit({ files: { ...files, "old.md": null } });
    const incremental = listed(await pullPages(source, cursor)).references;
    const full = listed(await pullPages(source)).references;
    expect(full.map(({ version }) => version).sort()).toEqual(incremental.map(({ version }) => version).sort());
    for (const references of [incremental, full]) {
      const results = await fetchByPath(source, references);
      expect([...results.keys()].sort()).toEqual(Object.keys(skipped).sort());
      for (const [path, [, reason, message]] of Object.entries(skipped)) {
        expect(results.get(path)).toMatchObject({ type: "skipped", reason, message: expect.stringMatching(message) });
      }
    }
  });

  it("are not skipped when .gitattributes says they were written by hand", async () => {
    fixture.commit({ files: { ".gitattributes": "yarn.lock -linguist-generated", "yarn.lock": "by hand" } });
    expect(documentOf((await readEverything(open())).get("yarn.lock")).content).toBe("by hand");
  });

  it("cost no read of their content when name, mode or size say it", async () => {
    fixture.commit({
      files: { "yarn.lock": "x", "large.txt": "x".repeat(100), link: { mode: "120000", content: "y" } },
    });
    const { references } = listed(await pullPages(open({ maxFileBytes: 50 })));
    for (const { version } of references) await removeObject(version.slice(0, 40));
    const results = await fetchByPath(open({ maxFileBytes: 50 }), references);
    expect([...results.values()].map(({ type }) => type)).toEqual(["skipped", "skipped", "skipped"]);
  });
});

describe("references that cannot be fetched", () => {
  it("a damaged object fails alone, with the path and what to do", async () => {
    const long = Buffer.from(
      Array.from({ length: 60_000 }, (_, index) => (index * 7919) % 64).map((code) => code + 48),
    );
    const files = {
      "a.md": "a",
      "b.md": "b",
      "cut.md": long,
      "d.md": "d",
      "empty-object.md": "e",
      "garbage.md": "g",
      "z.md": "z",
    };
    fixture.commit({ files });
    const source = open();
    const { references } = listed(await pullPages(source));
    const sha = (path: string) => fixture.git("rev-parse", `HEAD:${path}`);
    const size = (await stat(objectFile(sha("cut.md")))).size;
    await chmod(objectFile(sha("cut.md")), 0o644);
    await truncate(objectFile(sha("cut.md")), Math.floor(size / 2));
    await removeObject(sha("empty-object.md"));
    await writeFile(objectFile(sha("empty-object.md")), "");
    await removeObject(sha("garbage.md"));
    await writeFile(objectFile(sha("garbage.md")), "garbage garbage garbage");
    // A fresh source lists them all the same.
    expect(listed(await pullPages(open())).changed).toEqual(Object.keys(files));
    const results = await fetchByPath(source, references);
    const types = Object.fromEntries([...results].map(([path, { type }]) => [path, type]));
    expect(types).toEqual({
      "a.md": "document",
      "b.md": "document",
      "cut.md": "failed",
      "d.md": "document",
      "empty-object.md": "failed",
      "garbage.md": "failed",
      "z.md": "document",
    });
    expect(results.get("cut.md")).toMatchObject({
      error: {
        code: "invalid-response",
        message: expect.stringMatching(/^Git could not read cut\.md .* Run "git fsck"/),
      },
    });
  });

  it("what a rewritten and cleaned up history no longer has is gone", async () => {
    const first = fixture.commit({ files: { "a.md": "a" } });
    fixture.commit({ files: { "b.md": "b" } });
    const { references } = listed(await pullPages(open()));
    fixture.git("update-ref", "refs/heads/main", first);
    fixture.git("reflog", "expire", "--expire=now", "--all");
    fixture.git("gc", "--quiet", "--prune=now");
    const results = await fetchByPath(open(), references);
    expect(documentOf(results.get("a.md")).content).toBe("a");
    expect(results.get("b.md")).toMatchObject({ type: "gone" });
  });

  it("what is not of this repository is gone", async () => {
    fixture.commit({ files: { "a.md": "a" } });
    const source = open();
    const [reference] = listed(await pullPages(source)).references;
    if (reference === undefined) throw new Error("Nothing was listed.");
    for (const change of [
      { id: "git:elsewhere:file:a.md" },
      { id: `${reference.id}%zz` },
      { version: "none" },
      { locator: null },
      { locator: { commit: "HEAD" } },
    ]) {
      const results = await fetchByPath(source, [{ ...reference, ...change }]);
      expect([...results.values()].map(({ type }) => type)).toEqual(["gone"]);
    }
  });
});

function objectFile(sha: string): string {
  return join(fixture.path, ".git/objects", sha.slice(0, 2), sha.slice(2));
}

async function removeObject(sha: string): Promise<void> {
  await rm(objectFile(sha), { force: true });
}
