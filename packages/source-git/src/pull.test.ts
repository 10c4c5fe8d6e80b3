import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { GitSourceConfig } from "./config.ts";
import { createGitSource, type GitSource, type GitSourceDeps } from "./source.ts";
import { createGitFixture, type GitFixture } from "./testing/git-fixture.ts";
import { listed, pathOf, pullPages } from "./testing/read-source.ts";

let fixture: GitFixture;
const sources: GitSource[] = [];

beforeEach(async () => {
  fixture = await createGitFixture();
});

afterEach(async () => {
  for (const source of sources.splice(0)) await source.close();
  await fixture.remove();
});

function open(config: Omit<GitSourceConfig, "path"> = {}, deps: GitSourceDeps = {}): GitSource {
  const source = createGitSource({ path: fixture.path, ...config }, deps);
  sources.push(source);
  return source;
}

/** Five files a0 to a4. */
const five = Object.fromEntries([0, 1, 2, 3, 4].map((number) => [`a${number}.md`, `text ${number}`]));

describe("a full listing", () => {
  it("comes in pages, says how many there are, and is complete on its last", async () => {
    fixture.commit({ files: five });
    const pages = await pullPages(open({}, { pageSize: 2 }));
    expect(pages.map(({ changes, hasMore, complete, total }) => [changes.length, hasMore, complete, total])).toEqual([
      [2, true, undefined, 5],
      [2, true, undefined, 5],
      [1, false, true, 5],
    ]);
    expect(listed(pages).changed).toEqual(Object.keys(five));
  });

  it("stays with its commit when HEAD moves between pages, and the next pull brings the rest", async () => {
    fixture.commit({ files: five });
    const first = await open({}, { pageSize: 2 }).pull({ mode: "incremental", cursor: null });
    fixture.commit({ files: { "a0.md": null, "a4.md": "changed", "b.md": "new" } });
    const rest = listed(await pullPages(open({}, { pageSize: 2 }), first.cursor));
    expect(rest.changed).toEqual(["a2.md", "a3.md", "a4.md"]);
    expect(rest.complete).toBe(true);
    const next = listed(await pullPages(open(), rest.cursor));
    expect(next).toMatchObject({ changed: ["a4.md", "b.md"], deleted: ["a0.md"], complete: false });
  });

  it("lists files that will be skipped, not those the globs leave out", async () => {
    fixture.commit({ files: { "a.md": "a", "yarn.lock": "x", "b.ts": "b", "docs/c.md": "c" } });
    const include = ["*.md", "yarn.lock"];
    expect(listed(await pullPages(open({ include, exclude: ["docs/"] }))).changed).toEqual(["a.md", "yarn.lock"]);
  });
});

describe("an incremental pull", () => {
  it("lists nothing when HEAD has not moved, and costs one process", async () => {
    fixture.commit({ files: five });
    const log = `${fixture.path}/../calls`;
    const git = await fixture.script("git-logged", `echo "$@" >> ${log}; exec git "$@"`);
    const { cursor } = listed(await pullPages(open()));
    const source = open({}, { git });
    const page = await source.pull({ mode: "incremental", cursor });
    expect(page).toEqual({ changes: [], cursor, hasMore: false, total: 0 });
    await source.pull({ mode: "incremental", cursor });
    const calls = (await import("node:fs")).readFileSync(log, "utf8").trim().split("\n");
    // Opening the repository, then HEAD each time.
    expect(calls).toHaveLength(3);
  });

  it("lists what was added, changed, renamed, removed and changed in kind", async () => {
    fixture.commit({ files: five });
    const { cursor, references } = listed(await pullPages(open()));
    fixture.commit({
      files: {
        "a0.md": "changed",
        "a1.md": null,
        "moved/a1.md": "text 1",
        "a2.md": { mode: "120000", content: "text 2" },
        "a3.md": null,
        "a3.md/inside": "x",
        "new.md": "new",
      },
    });
    const next = listed(await pullPages(open({}, { pageSize: 3 }), cursor));
    expect(next.changed).toEqual(["a0.md", "a2.md", "a3.md/inside", "moved/a1.md", "new.md"]);
    expect(next.deleted).toEqual(["a1.md", "a3.md"]);
    expect(next.complete).toBe(false);
    const versionOf = (path: string, all: typeof references) => all.find(({ id }) => pathOf(id) === path)?.version;
    // A moved file keeps its version, so that its text is known; a link with the text of a file does not.
    expect(versionOf("moved/a1.md", next.references)).toBe(versionOf("a1.md", references));
    expect(versionOf("a2.md", next.references)).toBe(`${versionOf("a2.md", references)}+symlink`);
    expect(next.references.map(({ size }) => size)).not.toContain(undefined);
    expect(listed(await pullPages(open(), next.cursor))).toMatchObject({ changed: [], deleted: [] });
  });

  it("lists the difference after the history was rewritten", async () => {
    const first = fixture.commit({ files: five });
    fixture.commit({ files: { "a0.md": "second", "b.md": "b" } });
    const { cursor } = listed(await pullPages(open()));
    fixture.commit({ files: { "a1.md": "other second" }, parents: [first] });
    const next = listed(await pullPages(open(), cursor));
    expect(next).toMatchObject({ changed: ["a0.md", "a1.md"], deleted: ["b.md"], complete: false });
    // What went back to an older state carries the author of that state.
    expect(next.references.map(({ locator }) => locator)).toEqual([
      expect.objectContaining({ touch: ["Ada", "ada@example.com", expect.any(Number)] }),
      expect.objectContaining({ touch: ["Ada", "ada@example.com", expect.any(Number)] }),
    ]);
  });

  it("lists everything when the cursor's commit is gone", async () => {
    const first = fixture.commit({ files: five });
    fixture.commit({ files: { "b.md": "b" } });
    const { cursor } = listed(await pullPages(open()));
    fixture.git("update-ref", "refs/heads/main", first);
    fixture.git("reflog", "expire", "--expire=now", "--all");
    fixture.git("gc", "--quiet", "--prune=now");
    const next = listed(await pullPages(open(), cursor));
    expect(next).toMatchObject({ changed: Object.keys(five), deleted: [], complete: true });
  });

  it("lists everything when the configuration or the rules in the repository changed", async () => {
    fixture.commit({ files: five });
    const { cursor } = listed(await pullPages(open()));
    const configured = listed(await pullPages(open({ exclude: ["a0.md"] }), cursor));
    expect(configured).toMatchObject({ changed: ["a1.md", "a2.md", "a3.md", "a4.md"], complete: true });
    fixture.commit({ files: { "tributary.yml": "exclude: [a1.md, tributary.yml]" } });
    const settled = listed(await pullPages(open(), cursor));
    expect(settled).toMatchObject({ changed: ["a0.md", "a2.md", "a3.md", "a4.md"], complete: true });
    fixture.commit({ files: { ".gitattributes": "a2.md linguist-generated" } });
    const generated = listed(await pullPages(open(), settled.cursor));
    expect(generated.complete).toBe(true);
    expect(generated.references.find(({ id }) => pathOf(id) === "a2.md")?.version).toMatch(/\+generated$/);
    fixture.commit({ files: { ".gitattributes": "# a comment\na2.md linguist-generated\n*.png -text" } });
    expect(listed(await pullPages(open(), generated.cursor))).toMatchObject({
      changed: [".gitattributes"],
      complete: false,
    });
  });

  it("gives a file another version when only the limit changes what becomes of it", async () => {
    fixture.commit({ files: { "a.md": "0123456789" } });
    const versions = await Promise.all(
      [5, 9, 10].map(async (maxFileBytes) => listed(await pullPages(open({ maxFileBytes }))).references[0]?.version),
    );
    expect(new Set(versions).size).toBe(3);
    expect(versions[2]).toBe(fixture.git("rev-parse", "HEAD:a.md"));
  });
});

describe("tributary.yml", () => {
  it("narrows what the configuration lets in, and never widens it", async () => {
    const settings = "include: ['*.md', '*.ts', tributary.yml]\nmaxFileBytes: 100\n";
    const large = "x".repeat(60);
    fixture.commit({ files: { "tributary.yml": settings, "a.md": large, "b.ts": "b", "c.go": "c", "secret.md": "s" } });
    const source = open({ exclude: ["secret*"], include: ["*.md", "*.go"], maxFileBytes: 50 });
    const { changed, references } = listed(await pullPages(source));
    expect(changed).toEqual(["a.md"]);
    expect(references[0]?.version).toMatch(/\+too-large:50$/);
  });

  it("that is not valid fails the pull with file, line and what to do", async () => {
    fixture.commit({ files: { "tributary.yml": "include:\n  - 5\n" } });
    await expect(open().pull({ mode: "incremental", cursor: null })).rejects.toMatchObject({
      code: "invalid-config",
      message: expect.stringMatching(/^tributary\.yml, line 2: include: .* Correct the file and commit it\.$/),
    });
    fixture.commit({ files: { "tributary.yml": `exclude: ['${"{a,b}".repeat(9)}']\n` } });
    await expect(open().pull({ mode: "incremental", cursor: null })).rejects.toThrow(/stand for more than 100 globs/);
  });

  it("counts when it is committed, not when it lies in the work tree; a folder of that name is no settings file", async () => {
    fixture.commit({ files: { "tributary.yml/a.md": "a" } });
    expect(listed(await pullPages(open())).changed).toEqual(["tributary.yml/a.md"]);
  });
});

describe("cursors", () => {
  it("that are none are refused", async () => {
    fixture.commit({ files: five });
    for (const cursor of ["", "nonsense", "{}", '{"v":2}']) {
      await expect(open().pull({ mode: "incremental", cursor })).rejects.toMatchObject({ code: "cursor-expired" });
    }
  });

  it("of a listing that cannot go on are refused, so that nothing is taken for deleted", async () => {
    const first = fixture.commit({ files: { "z.md": "z" } });
    fixture.commit({ files: five });
    const { cursor } = await open({}, { pageSize: 2 }).pull({ mode: "full", cursor: null });
    const other = open({ exclude: ["a0.md"] }, { pageSize: 2 });
    await expect(other.pull({ mode: "full", cursor })).rejects.toMatchObject({ code: "cursor-expired" });
    fixture.git("update-ref", "refs/heads/main", first);
    fixture.git("reflog", "expire", "--expire=now", "--all");
    fixture.git("gc", "--quiet", "--prune=now");
    await expect(open({}, { pageSize: 2 }).pull({ mode: "full", cursor })).rejects.toMatchObject({
      code: "cursor-expired",
    });
  });
});
