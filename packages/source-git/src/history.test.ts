import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findTouches } from "./history.ts";
import { createGitSource } from "./source.ts";
import { createGitFixture, type GitFixture } from "./testing/git-fixture.ts";
import { documentOf, readEverything } from "./testing/read-source.ts";

let fixture: GitFixture;

beforeEach(async () => {
  fixture = await createGitFixture();
});

afterEach(async () => {
  await fixture.remove();
});

async function authorsOf(paths: readonly string[], options: { maxCommits?: number; maxMilliseconds?: number } = {}) {
  const git = { program: "git", location: [`--git-dir=${fixture.path}/.git`], folder: fixture.path };
  const touches = await findTouches(git, "HEAD", new Set(paths), { boundary: new Set(), ...options });
  return Object.fromEntries([...touches].map(([path, { name }]) => [path, name]));
}

describe("the last change of each path", () => {
  it("is found in one pass, whatever the bytes of path and author", async () => {
    fixture.commit({ files: { "a.md": "1", "b.md": "1", "\xe9\n.md": "1", "gone.md": "1" }, author: "Ada" });
    fixture.commit({ files: { "a.md": "2", "gone.md": null }, author: "Grâce 😀" });
    fixture.commit({ files: { "c.md": "3" }, author: "Lin" });
    expect(await authorsOf(["a.md", "b.md", "c.md", "\xe9\n.md"])).toEqual({
      "a.md": "Grâce 😀",
      "b.md": "Ada",
      "c.md": "Lin",
      "\xe9\n.md": "Ada",
    });
  });

  it("is whoever wrote a merged change, and who merged only where the merge itself changed something", async () => {
    const base = fixture.commit({ files: { "both.md": "0", "side.md": "0", "main.md": "0" }, author: "Base" });
    const side = fixture.commit({
      files: { "both.md": "1", "side.md": "1" },
      author: "Side",
      branch: "side",
      parents: [base],
    });
    const main = fixture.commit({ files: { "both.md": "2", "main.md": "2" }, author: "Main", parents: [base] });
    const files = { "both.md": "3", "side.md": "1", "main.md": "2", "evil.md": "added by the merge" };
    fixture.commit({ files, author: "Merger", parents: [main, side] });
    expect(await authorsOf(["both.md", "side.md", "main.md", "evil.md"])).toEqual({
      "both.md": "Merger",
      "evil.md": "Merger",
      "main.md": "Main",
      "side.md": "Side",
    });
  });

  it("does not depend on the user's settings", async () => {
    fixture.commit({ files: { "root.md": "1", module: { mode: "160000", content: "1".repeat(40) } }, author: "Ada" });
    for (const [name, value] of [
      ["log.showRoot", "false"],
      ["log.showSignature", "true"],
      ["log.diffMerges", "off"],
      ["diff.renames", "copies"],
      ["diff.relative", "true"],
      ["diff.ignoreSubmodules", "all"],
      ["diff.noprefix", "true"],
      ["color.ui", "always"],
      ["core.abbrev", "4"],
      ["format.pretty", "fuller"],
      ["i18n.logOutputEncoding", "latin1"],
      ["log.date", "iso"],
    ] as const) {
      fixture.git("config", name, value);
    }
    expect(await authorsOf(["root.md", "module"])).toEqual({ "root.md": "Ada", module: "Ada" });
  });

  it("is left out beyond the bounds", async () => {
    fixture.commit({ files: { "old.md": "1" } });
    fixture.commit({ files: { "new.md": "2" } });
    expect(Object.keys(await authorsOf(["old.md", "new.md"], { maxCommits: 1 }))).toEqual(["new.md"]);
    expect(await authorsOf(["old.md", "new.md"], { maxMilliseconds: 0 })).toEqual({});
  });

  it("is left out where a shallow clone ends, which says nothing about its files", async () => {
    fixture.commit({ files: { "old.md": "1" }, author: "Ada" });
    fixture.commit({ files: { "older.md": "1" }, author: "Ada" });
    fixture.commit({ files: { "new.md": "2" }, author: "Lin" });
    const path = `${fixture.path}/../shallow`;
    fixture.git("clone", "--quiet", "--depth=2", `file://${fixture.path}`, path);
    const source = createGitSource({ path });
    const results = await readEverything(source);
    expect(documentOf(results.get("old.md"))).not.toHaveProperty("author");
    expect(documentOf(results.get("older.md"))).not.toHaveProperty("updatedAt");
    expect(documentOf(results.get("new.md"))).toMatchObject({ author: { name: "Lin" } });
    const { capabilities } = await source.validate();
    expect(capabilities[1]).toMatchObject({ available: false, problem: /git fetch --unshallow/ });
    await source.close();
  });

  it("is left out, with a warning, when the history is damaged", async () => {
    const first = fixture.commit({ files: { "a.md": "1" } });
    fixture.commit({ files: { "a.md": "1", "b.md": "1" } });
    const { rm } = await import("node:fs/promises");
    await rm(`${fixture.path}/.git/objects/${first.slice(0, 2)}/${first.slice(2)}`);
    const warnings: unknown[] = [];
    const logger = { debug() {}, info() {}, warn: (fields: object) => warnings.push(fields) };
    const source = createGitSource({ path: fixture.path }, { logger });
    expect(documentOf((await readEverything(source)).get("a.md")).content).toBe("1");
    await source.close();
    expect(warnings).toHaveLength(1);
  });
});
