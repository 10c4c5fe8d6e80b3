import { describe, expect, it } from "vitest";
import { createTrial, fetchAll, filesOnly, manyFiles, pullAll } from "./trial.ts";

describe("a first sync", () => {
  it("takes three calls for 1,000 files, contents included", async () => {
    await using trial = await createTrial();
    const { fake, repository } = trial;
    await repository.commit(manyFiles(1_000));
    const { documents, complete, pages } = await pullAll(trial.source());
    expect(documents.size).toBe(1_000);
    expect(complete).toBe(true);
    expect(pages.map(({ total }) => total)).toEqual([1_000]);
    expect(fake.log.count()).toBe(3);
    expect(fake.refusals).toEqual([]);
  });

  it("reads an archive once for several pages, and again where another instance goes on", async () => {
    await using trial = await createTrial();
    const { fake, repository } = trial;
    await repository.commit(manyFiles(400));
    const source = trial.source(filesOnly, { pageSize: 90 });
    const { pages, documents } = await pullAll(source);
    expect(pages.length).toBe(5);
    expect(documents.size).toBe(400);
    expect(fake.log.count("GET /repos/{owner}/{repo}/tarball/{ref}")).toBe(1);
    expect(fake.log.count()).toBe(3);

    const second = pages[1];
    const rest = await trial.source(filesOnly, { pageSize: 90 }).pull({ mode: "full", cursor: second?.cursor ?? null });
    expect(rest.changes).toEqual(pages[2]?.changes);
  });

  it("reads what the archive leaves out or rewrites by name", async () => {
    await using trial = await createTrial();
    const files = { ...manyFiles(120), ".gitattributes": "hidden.txt export-ignore\nstamp.txt export-subst\n" };
    const texts = { "hidden.txt": "not in archives\n", "stamp.txt": "$Format:%H$\n" };
    await trial.repository.commit({ ...files, ...texts });
    const source = trial.source(filesOnly);
    const { documents, references } = await pullAll(source);
    expect(documents.size).toBe(121);
    const fetched = await fetchAll(source, references.values());
    for (const [path, text] of Object.entries(texts)) expect(fetched.get(trial.file(path))?.content).toBe(text);
  });

  it("reads a small part of a repository by name", async () => {
    await using trial = await createTrial();
    await trial.repository.commit({ ...manyFiles(100), "docs/a.md": "# A\n", "docs/b.md": "# B\n" });
    const source = trial.source({ ...filesOnly, include: ["docs/"] });
    const { references, documents } = await pullAll(source);
    expect(documents.size).toBe(0);
    expect((await fetchAll(source, references.values())).size).toBe(2);
    expect(trial.fake.log.counts()).toEqual({
      "POST /graphql": 2,
      "GET /repos/{owner}/{repo}/git/trees/{tree_sha}": 1,
    });
  });

  it("walks the folders of a tree GitHub cuts short", async () => {
    await using trial = await createTrial({ limits: { treeEntries: 30 } });
    await trial.repository.commit(manyFiles(200));
    const { documents, complete } = await pullAll(trial.source(filesOnly));
    expect(documents.size).toBe(200);
    expect(complete).toBe(true);
    expect(trial.fake.log.count("GET /repos/{owner}/{repo}/git/trees/{tree_sha}")).toBeGreaterThan(20);
  });

  it("finds an empty repository empty", async () => {
    await using trial = await createTrial();
    const source = trial.source(filesOnly);
    const { documents, references, complete, cursor } = await pullAll(source);
    expect([documents.size, references.size, complete]).toEqual([0, 0, true]);
    await trial.repository.commit({ "a.md": "A\n" });
    const next = await pullAll(source, cursor);
    expect([...next.references.keys()]).toEqual([trial.file("a.md")]);
  });

  it("reads large, cut, binary-looking and oddly encoded blobs as bytes", async () => {
    await using trial = await createTrial({ limits: { graphqlBlobBytes: 1_000 } });
    const utf16 = Buffer.concat([Buffer.from("fffe", "hex"), Buffer.from("sixteen bits\n", "utf16le")]);
    const latin = Buffer.from("caf\xe9 and cr\xe8me\n", "latin1");
    await trial.repository.commit({
      "large.txt": "large\n".repeat(60_000),
      "cut.txt": "cut\n".repeat(1_000),
      "utf16.txt": utf16,
      "latin.txt": latin,
    });
    const source = trial.source(filesOnly);
    const { references } = await pullAll(source);
    const documents = await fetchAll(source, references.values());
    const text = (path: string) => documents.get(trial.file(path))?.content;
    expect(text("large.txt")?.length).toBe(360_000);
    expect(text("cut.txt")?.length).toBe(4_000);
    expect(text("utf16.txt")).toBe("sixteen bits\n");
    expect(text("latin.txt")).toBe("café and crème\n");
  });
});

describe("an archive that is being read", () => {
  it("serves pulls of one instance at the same time", async () => {
    await using trial = await createTrial();
    await trial.repository.commit(manyFiles(300));
    const source = trial.source(filesOnly, { pageSize: 70 });
    const pulls = await Promise.all([pullAll(source), pullAll(source), pullAll(source)]);
    for (const { documents, complete } of pulls) expect([documents.size, complete]).toEqual([300, true]);
  });

  it("ends with the pull that is aborted while it is downloaded", async () => {
    await using trial = await createTrial();
    const { fake, repository } = trial;
    await repository.commit(manyFiles(300));
    const source = trial.source(filesOnly, { pageSize: 70 });
    fake.inject({ match: "legacy.tar.gz", fault: { type: "hang" } });
    const controller = new AbortController();
    const reason = new Error("Enough.");
    const pulling = source.pull({ mode: "full", cursor: null, signal: controller.signal });
    // The download itself, not the link to it: the fault would be left for the next one.
    await expect.poll(() => fake.log.count("GET /{owner}/{repo}/legacy.tar.gz/{ref}"), { timeout: 20_000 }).toBe(1);
    controller.abort(reason);
    await expect(pulling).rejects.toBe(reason);
    await expect.poll(() => fake.openRequests(), { timeout: 20_000 }).toBe(0);
    expect((await pullAll(source)).documents.size).toBe(300);
  });

  it("is not disturbed when the signal of an earlier page aborts", async () => {
    await using trial = await createTrial();
    await trial.repository.commit(manyFiles(300));
    const source = trial.source(filesOnly, { pageSize: 70 });
    const controller = new AbortController();
    const first = await source.pull({ mode: "full", cursor: null, signal: controller.signal });
    controller.abort();
    const second = await source.pull({ mode: "full", cursor: first.cursor });
    expect(second.changes.every(({ type }) => type === "document")).toBe(true);
    expect(trial.fake.log.count("GET /repos/{owner}/{repo}/tarball/{ref}")).toBe(1);
  });
});
