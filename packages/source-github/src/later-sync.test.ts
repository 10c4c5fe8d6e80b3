import { describe, expect, it } from "vitest";
import { createTrial, filesOnly, manyFiles, pullAll } from "./trial.ts";

const COMMIT = "/repos/{owner}/{repo}/commits/{ref}";

describe("a later sync", () => {
  it("takes one call when nothing changed: a 304 where only files are read", async () => {
    await using trial = await createTrial();
    const { fake, repository } = trial;
    await repository.commit(manyFiles(60));
    for (const config of [filesOnly, {}]) {
      const source = trial.source(config);
      const { cursor } = await pullAll(source);
      fake.log.clear();
      const next = await pullAll(source, cursor);
      expect(next.pages).toEqual([{ changes: [], cursor, hasMore: false, total: 0 }]);
      expect(fake.log.count()).toBe(1);
      if (config === filesOnly) expect(fake.log.requests[0]).toMatchObject({ endpoint: COMMIT, status: 304, cost: 0 });
    }
  });

  it("takes three calls for a changed file, its content included", async () => {
    await using trial = await createTrial();
    const { fake, repository } = trial;
    await repository.commit(manyFiles(60));
    for (const config of [filesOnly, {}]) {
      const source = trial.source(config);
      const { cursor } = await pullAll(source);
      await repository.commit({ "src/folder1/file1.ts": `changed ${Object.keys(config).length}\n` });
      fake.log.clear();
      const next = await pullAll(source, cursor);
      expect([...next.documents.keys()]).toEqual([trial.file("src/folder1/file1.ts")]);
      expect(next.complete).toBe(false);
      expect(fake.log.count()).toBe(3);
    }
  });

  it("lists renames, new links, folders that become files and many changes", async () => {
    await using trial = await createTrial();
    const { repository } = trial;
    await repository.commit({ ...manyFiles(320), "a.md": "A\n", "b/c.md": "C\n", "d.md": "D\n" });
    const source = trial.source(filesOnly);
    const first = await pullAll(source);
    await repository.renameFile("a.md", "renamed.md");
    await repository.commit({ "b/c.md": null, b: "now a file\n", "d.md": { mode: "120000", content: "renamed.md" } });
    const second = await pullAll(source, first.cursor);
    expect([...second.documents.keys()].sort()).toEqual([trial.file("b"), trial.file("renamed.md")]);
    expect(second.deleted.toSorted()).toEqual([trial.file("a.md"), trial.file("b/c.md")]);
    expect(second.references.get(trial.file("d.md"))?.version).toMatch(/\+symlink$/);

    const changed = Object.fromEntries(Object.keys(manyFiles(310)).map((path) => [path, "other\n"]));
    await repository.commit(changed);
    const third = await pullAll(source, second.cursor);
    expect(third.references.size).toBe(310);
    expect(third.complete).toBe(false);
  });

  it("compares trees after a force push, and lists everything when the old commit is gone", async () => {
    await using trial = await createTrial();
    const { repository } = trial;
    const base = await repository.commit({ "a.md": "A\n", "b.md": "B\n" });
    await repository.commit({ "a.md": "A2\n", "c.md": "C\n" });
    const source = trial.source(filesOnly);
    const first = await pullAll(source);
    await repository.forcePush(base);
    await repository.commit({ "b.md": "B2\n" });
    const second = await pullAll(source, first.cursor);
    expect([...second.documents.keys()].sort()).toEqual([trial.file("a.md"), trial.file("b.md")]);
    expect(second.deleted).toEqual([trial.file("c.md")]);

    const lost = first.cursor.replace(/"commit":"[0-9a-f]{40}"/, `"commit":"${"1".repeat(40)}"`);
    const third = await pullAll(source, lost);
    expect(third.complete).toBe(true);
    expect([...third.references.keys()].sort()).toEqual([trial.file("a.md"), trial.file("b.md")]);
  });

  it("compares trees where GitHub does not finish a comparison", async () => {
    await using trial = await createTrial();
    const { repository, fake } = trial;
    await repository.commit({ "a.md": "A\n", "b.md": "B\n" });
    const source = trial.source(filesOnly);
    const first = await pullAll(source);
    await repository.commit({ "a.md": null, "b.md": "B2\n" });
    fake.inject({ match: "/compare/", fault: { type: "status", status: 504 }, times: Number.POSITIVE_INFINITY });
    const second = await pullAll(source, first.cursor);
    expect([...second.documents.keys(), ...second.deleted]).toEqual([trial.file("b.md"), trial.file("a.md")]);
    expect(second.complete).toBe(false);
  });

  it("lists everything by reference when tributary.yml or the configuration changed", async () => {
    await using trial = await createTrial();
    const { repository, fake } = trial;
    await repository.commit({ ...manyFiles(80), "notes/a.md": "A\n" });
    const first = await pullAll(trial.source(filesOnly));
    await repository.commit({ "tributary.yml": "exclude: [notes/]\n" });
    fake.log.clear();
    const second = await pullAll(trial.source(filesOnly), first.cursor);
    expect(second.complete).toBe(true);
    expect(second.references.has(trial.file("notes/a.md"))).toBe(false);
    expect(second.references.size).toBe(81);
    expect(fake.log.count("GET /repos/{owner}/{repo}/tarball/{ref}")).toBe(0);
    const third = await pullAll(trial.source({ ...filesOnly, include: ["src/folder1/"] }), second.cursor);
    expect([third.complete, third.references.size]).toEqual([true, 4]);
  });

  it("goes on with the commit it began with while the branch moves", async () => {
    await using trial = await createTrial();
    const { repository } = trial;
    await repository.commit(manyFiles(120));
    const source = trial.source(filesOnly, { pageSize: 50 });
    const first = await source.pull({ mode: "full", cursor: null });
    await repository.forcePush(await repository.commit({ "new.md": "New\n" }, { fresh: true, parents: [] }));
    const rest = await pullAll(trial.source(filesOnly, { pageSize: 50 }), first.cursor);
    expect(rest.documents.size + first.changes.length).toBe(120);
    const after = await pullAll(source, rest.cursor);
    // The two histories have nothing in common: everything is listed, and what is absent is gone.
    expect([...after.references.keys()]).toEqual([trial.file("new.md")]);
    expect(after.complete).toBe(true);
  });

  it("follows the default branch when it becomes another one", async () => {
    await using trial = await createTrial();
    const { repository } = trial;
    const base = await repository.commit({ "a.md": "A\n", "b.md": "B\n" });
    await repository.commit({ "a.md": "A2\n" });
    await repository.commit({ "b.md": null, "c.md": "C\n" }, { branch: "next", parents: [base] });
    for (const config of [filesOnly, {}]) {
      await repository.setDefaultBranch("main");
      const source = trial.source(config);
      const { cursor } = await pullAll(source);
      await repository.setDefaultBranch("next");
      const next = await pullAll(source, cursor);
      expect([...next.documents.keys()].sort()).toEqual([trial.file("a.md"), trial.file("c.md")]);
      expect(next.deleted).toEqual([trial.file("b.md")]);
      const named = trial.source({ ...config, branch: "main" });
      const kept = await pullAll(named);
      await repository.setDefaultBranch("main");
      expect((await pullAll(named, kept.cursor)).pages[0]?.changes).toEqual([]);
    }
  });

  it("lists every commit and file of a push with more commits than a comparison names", async () => {
    await using trial = await createTrial();
    const { repository, fake } = trial;
    // A comparison is asked for a hundred commits.
    fake.limits.compareCommits = 100;
    await repository.commit({ "a.md": "A\n" });
    const source = trial.source({ ...filesOnly, commits: 300 });
    const { cursor } = await pullAll(source);
    const made: string[] = [];
    for (let index = 0; index < 110; index += 1) made.push(await repository.commit({ [`${index}.md`]: `${index}\n` }));
    const next = await pullAll(source, cursor);
    const commits = [...next.references.keys()].filter((id) => id.includes(":commit:"));
    expect(commits).toEqual(expect.arrayContaining(made.map((sha) => `github:${repository.id}:commit:${sha}`)));
    expect([...next.references.keys()].filter((id) => id.includes(":file:")).length).toBe(110);
    expect(next.deleted).toEqual([]);
  });

  it("keeps ids when the repository is renamed", async () => {
    await using trial = await createTrial();
    await trial.repository.commit({ "a.md": "A\n" });
    for (const config of [filesOnly, {}]) {
      const source = trial.source(config);
      const first = await pullAll(source);
      trial.repository.rename(`hello-${Object.keys(config).length}`);
      await trial.repository.commit({ "a.md": `B ${Object.keys(config).length}\n` });
      const second = await pullAll(source, first.cursor);
      expect([...second.documents.values()]).toMatchObject([
        { id: trial.file("a.md"), repository: trial.repository.fullName },
      ]);
    }
  });

  it("goes on when the repository is archived, and deletes nothing when it is hidden or gone", async () => {
    await using trial = await createTrial();
    const { fake, repository } = trial;
    await repository.commit({ "a.md": "A\n" });
    const token = fake.addToken({ login: "stranger" });
    for (const config of [filesOnly, {}]) {
      repository.setPrivate(false);
      const source = trial.source(config, { credentials: { token } });
      const { cursor } = await pullAll(source);
      repository.setArchived(true);
      expect((await pullAll(source, cursor)).pages[0]?.changes).toEqual([]);
      expect((await source.validate()).name).toContain("archived");
      repository.setPrivate(true);
      await expect(pullAll(source, cursor)).rejects.toMatchObject({ code: "not-found" });
      await expect(pullAll(source)).rejects.toMatchObject({ code: "not-found" });
    }
    repository.remove();
    await expect(pullAll(trial.source())).rejects.toMatchObject({ code: "not-found" });
  });

  it("does not believe a tree with a file left out", async () => {
    await using trial = await createTrial();
    const files = { "a.md": "A\n", "b/c.md": "C\n", "b-d": { mode: "100755", content: "D\n" }, "b0/e": "E\n" };
    await trial.repository.commit(files);
    expect((await pullAll(trial.source(filesOnly))).references.size).toBe(4);
    const sha = (await trial.repository.files()).get("a.md");
    const entry = { path: "a.md", mode: "100644", type: "blob", sha, size: 2 };
    const fault = { type: "status" as const, status: 200, headers: { "content-type": "application/json" } };
    const answer = (tree: object[], times: number, after = 0) => {
      const body = JSON.stringify({ sha: "0", url: "", truncated: false, tree });
      return trial.fake.inject({ match: "/git/trees/", fault: { ...fault, body }, times, after });
    };
    // Once is asked again; twice the same would be believed, but for nothing at all.
    answer([entry], 1);
    expect((await pullAll(trial.source(filesOnly))).references.size).toBe(4);
    answer([entry], 1);
    answer([], 1);
    await expect(pullAll(trial.source(filesOnly))).rejects.toMatchObject({ code: "unavailable" });
    answer([], 2);
    await expect(pullAll(trial.source(filesOnly))).rejects.toMatchObject({ code: "unavailable" });
  });
});
