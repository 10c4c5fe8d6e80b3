import { mkdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isSourceError } from "@tributary/source";
import { afterEach, describe, expect, it } from "vitest";
import { gitSource } from "./definition.ts";
import { readGit } from "./git-command.ts";
import { createGitSource, type GitSourceDeps } from "./source.ts";
import { createGitFixture, type GitFixture } from "./testing/git-fixture.ts";
import { listed, pullPages } from "./testing/read-source.ts";

const fixtures: GitFixture[] = [];

async function fixture(init: readonly string[] = []): Promise<GitFixture> {
  const made = await createGitFixture({ init });
  fixtures.push(made);
  return made;
}

afterEach(async () => {
  for (const made of fixtures.splice(0)) await made.remove();
});

/** Code and message of what pulling from a path fails with. */
async function failureOf(path: string, deps: GitSourceDeps = {}): Promise<string> {
  const source = createGitSource({ path }, deps);
  try {
    await source.pull({ mode: "incremental", cursor: null });
    return "none";
  } catch (error) {
    if (!isSourceError(error)) throw error;
    expect(error.message).not.toContain("\n");
    return `${error.code}: ${error.message}`;
  } finally {
    await source.close();
  }
}

async function pathsIn(path: string): Promise<readonly string[]> {
  const source = createGitSource({ path });
  try {
    return listed(await pullPages(source)).changed;
  } finally {
    await source.close();
  }
}

describe("what is no usable repository gets one clear sentence", () => {
  it("a path that does not exist", async () => {
    const { path } = await fixture();
    expect(await failureOf(join(path, "nowhere"))).toBe(
      `not-found: There is no folder ${join(path, "nowhere")}: check the path of this git source.`,
    );
  });

  it("a file", async () => {
    const { path } = await fixture();
    await writeFile(join(path, "file"), "");
    expect(await failureOf(join(path, "file"))).toMatch(
      /^invalid-config: .* is a file: give the folder of a git clone\.$/,
    );
  });

  it("a folder outside any repository", async () => {
    const { path } = await fixture();
    expect(await failureOf(dirname(path))).toMatch(/^invalid-config: .* is not a git repository and lies in none: /);
  });

  it("a repository without a commit", async () => {
    const { path } = await fixture();
    expect(await failureOf(path)).toBe(`invalid-config: ${path} has no commit yet: commit something first.`);
  });

  it("a HEAD that points to a branch that does not exist", async () => {
    const { path, commit, git } = await fixture();
    commit({ files: { a: "a" } });
    git("symbolic-ref", "HEAD", "refs/heads/gone");
    expect(await failureOf(path)).toMatch(
      /branch gone, which does not exist \(there is main\): check out an existing branch\.$/,
    );
  });

  it("a HEAD whose commit is missing", async () => {
    const { path, commit } = await fixture();
    const head = commit({ files: { a: "a" } });
    await rm(join(path, ".git/objects", head.slice(0, 2), head.slice(2)));
    expect(await failureOf(path)).toMatch(/^invalid-response: The commit .* is missing or damaged: run "git fsck"/);
  });

  it("a damaged tree", async () => {
    const { path, commit, git } = await fixture();
    commit({ files: { "folder/a": "a" } });
    const tree = git("rev-parse", "HEAD:folder");
    await rm(join(path, ".git/objects", tree.slice(0, 2), tree.slice(2)));
    expect(await failureOf(path)).toMatch(/^invalid-response: Git could not list commit .*: run "git fsck"/);
  });

  it("a repository git does not understand", async () => {
    const { path, commit, git } = await fixture();
    commit({ files: { a: "a" } });
    git("config", "core.repositoryFormatVersion", "99");
    expect(await failureOf(path)).toMatch(/^invalid-config: Git cannot open .*99/);
  });

  it("a repository of another user", async () => {
    const { path, commit, script } = await fixture();
    commit({ files: { a: "a" } });
    const git = await script("git-elsewhere", 'GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec git "$@"');
    expect(await failureOf(path, { git })).toBe(
      `forbidden: Git refuses ${path} because it belongs to another user: run "git config --global --add safe.directory ${path}" as the user of this process, or change the folder's owner.`,
    );
  });

  it("an environment that points git elsewhere", async () => {
    const { path, commit, script } = await fixture();
    const other = await fixture();
    commit({ files: { a: "a" } });
    const git = await script("git-elsewhere", `GIT_DIR=${other.path}/.git exec git "$@"`);
    expect(await failureOf(path, { git })).toMatch(/^invalid-config: Git reads .* instead of .*: unset .* GIT_DIR/);
  });

  it("a folder that goes away under git's feet", async () => {
    const { path } = await fixture();
    const git = { program: "git", location: [], folder: join(path, "gone") };
    await expect(readGit(git, ["version"])).rejects.toMatchObject({
      code: "not-found",
      message: /^There is no folder/,
    });
  });

  it("a machine without git", async () => {
    const { path } = await fixture();
    expect(await failureOf(path, { git: "no-such-git" })).toBe(
      'invalid-config: The program "no-such-git" was not found: install git and make sure it is on the PATH of this process.',
    );
  });
});

describe("every kind of checkout works", () => {
  it("a folder inside stands for the whole repository, a link for what it points to", async () => {
    const { path, commit } = await fixture();
    commit({ files: { "a.md": "a", "inside/b.md": "b" } });
    await mkdir(join(path, "inside"));
    await symlink(join(path, "inside"), join(path, "../link"));
    for (const place of [path, join(path, "inside"), join(path, ".git"), join(path, "../link")]) {
      expect(await pathsIn(place)).toEqual(["a.md", "inside/b.md"]);
      expect(gitSource.key({ path: place })).toBe(path);
    }
  });

  it("a bare repository", async () => {
    const { path, commit } = await fixture(["--bare"]);
    commit({ files: { "a.md": "a" } });
    expect(await pathsIn(path)).toEqual(["a.md"]);
    expect(gitSource.key({ path })).toBe(path);
  });

  it("a repository of SHA-256 objects", async () => {
    const { path, commit } = await fixture(["--object-format=sha256"]);
    expect(commit({ files: { "a.md": "a" } })).toHaveLength(64);
    expect(await pathsIn(path)).toEqual(["a.md"]);
  });

  it("a linked worktree, which has its own HEAD, key and ids", async () => {
    const { path, commit, git } = await fixture();
    commit({ files: { "a.md": "a" } });
    commit({ files: { "b.md": "b" }, branch: "other", parents: [git("rev-parse", "main")] });
    const worktree = join(path, "../worktree");
    git("worktree", "add", "--quiet", worktree, "other");
    expect(await pathsIn(worktree)).toEqual(["a.md", "b.md"]);
    expect(await pathsIn(path)).toEqual(["a.md"]);
    expect(gitSource.key({ path: worktree })).toBe(worktree);
    const sources = [path, worktree].map((place) => createGitSource({ path: place }));
    const ids = await Promise.all(sources.map(async (source) => listed(await pullPages(source)).references[0]?.id));
    expect(ids[0]).not.toBe(ids[1]);
    for (const source of sources) await source.close();
  });

  it("the checkout of a submodule", async () => {
    const inner = await fixture();
    inner.commit({ files: { "inner.md": "inner" } });
    const outer = await fixture();
    outer.commit({ files: { "outer.md": "outer" } });
    outer.git("reset", "--quiet", "--hard");
    outer.git("submodule", "--quiet", "add", inner.path, "module");
    expect(await pathsIn(join(outer.path, "module"))).toEqual(["inner.md"]);
    expect(gitSource.key({ path: join(outer.path, "module") })).toBe(join(outer.path, "module"));
  });

  it("a detached HEAD", async () => {
    const { path, commit, git } = await fixture();
    const first = commit({ files: { "a.md": "a" } });
    commit({ files: { "b.md": "b" } });
    git("checkout", "--quiet", "--detach", first);
    const source = createGitSource({ path });
    expect(await source.validate()).toMatchObject({ name: "project", branch: null, head: first });
    await source.close();
    expect(await pathsIn(path)).toEqual(["a.md"]);
  });
});

describe("validate and key", () => {
  it("say what the repository is", async () => {
    const { path, commit, git } = await fixture();
    const head = commit({ files: { "a.md": "a" } });
    git("remote", "add", "origin", "https://user:token-1234567890@github.com/owner/name.git");
    const source = createGitSource({ path });
    expect(await source.validate()).toEqual({
      name: "owner/name",
      branch: "main",
      head,
      capabilities: [
        { name: `files at main (${head.slice(0, 12)})`, available: true },
        { name: "authors and times", available: true },
      ],
    });
    await source.close();
  });

  it("follow the repository when it goes and comes back, on the same instance", async () => {
    const { path, commit } = await fixture();
    commit({ files: { "a.md": "a" } });
    const source = createGitSource({ path });
    const { references, cursor } = listed(await pullPages(source));
    const moved = `${path}-moved`;
    await rename(path, moved);
    await expect(source.pull({ mode: "incremental", cursor })).rejects.toMatchObject({ code: "not-found" });
    await expect(source.fetch(references)[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: "not-found" });
    await rename(moved, path);
    expect(listed(await pullPages(source, cursor))).toMatchObject({ changed: [], cursor });
    await source.close();
  });

  it("the key of a path that is no repository is the path itself", () => {
    expect(gitSource.key({ path: "/no/such/../folder" })).toBe("/no/folder");
  });

  it("a closed source refuses, and one that failed tries again", async () => {
    const { path, commit } = await fixture();
    const source = createGitSource({ path });
    await expect(source.pull({ mode: "full", cursor: null })).rejects.toThrow("commit something first");
    commit({ files: { "a.md": "a" } });
    expect(listed(await pullPages(source)).changed).toEqual(["a.md"]);
    await source.close();
    await source.close();
    await expect(source.validate()).rejects.toMatchObject({ code: "unavailable", message: /was closed/ });
  });
});
