import { expect, it } from "vitest";
import { createFakeClient } from "../client.ts";
import { createFakeGitHub } from "../fake-github.ts";

it("tells a head by its name alone and answers 304 to who holds it", async () => {
  await using fake = await createFakeGitHub();
  const repository = await fake.createRepository("acme/tools");
  const { get } = createFakeClient(fake, fake.addToken());
  const head = await repository.commit({ a: "1" });
  const accept = "application/vnd.github.sha";
  const path = "/repos/acme/tools/commits/main";
  const first = await get(path, { accept });
  expect(first.body).toBe(head);
  expect(first.headers.get("etag")).toBe(`"${head}"`);
  const used = first.headers.get("x-ratelimit-used");
  const second = await get(path, { accept, "if-none-match": `"${head}"` });
  expect([second.status, second.body, second.headers.get("x-ratelimit-used")]).toEqual([304, "", used]);
  await repository.commit({ a: "2" });
  expect((await get(path, { accept, "if-none-match": `"${head}"` })).status).toBe(200);
});

it("compares from the merge base: added, modified, renamed, removed, with patches", async () => {
  await using fake = await createFakeGitHub();
  const repository = await fake.createRepository("acme/tools");
  const { get } = createFakeClient(fake);
  const text = "one\ntwo\nthree\nfour\n";
  const base = await repository.commit({
    "old.txt": text,
    "edit.txt": "a\n",
    "gone.txt": "x\n",
    "bin.dat": new Uint8Array([0, 1]),
  });
  await repository.renameFile("old.txt", "new.txt");
  await repository.commit({
    "edit.txt": "b\n",
    "gone.txt": null,
    "added.txt": "y\n",
    "bin.dat": new Uint8Array([0, 2]),
  });
  const answer = await get(`/repos/acme/tools/compare/${base}...main`);
  expect(answer.body).toMatchObject({
    status: "ahead",
    ahead_by: 2,
    behind_by: 0,
    total_commits: 2,
    merge_base_commit: { sha: base },
  });
  const { files } = answer.body as {
    files: { filename: string; status: string; previous_filename?: string; patch?: string }[];
  };
  expect(files.map((file) => [file.status, file.filename, file.previous_filename, file.patch])).toEqual([
    ["added", "added.txt", undefined, "@@ -0,0 +1 @@\n+y"],
    ["modified", "bin.dat", undefined, undefined],
    ["modified", "edit.txt", undefined, "@@ -1 +1 @@\n-a\n+b"],
    ["removed", "gone.txt", undefined, "@@ -1 +0,0 @@\n-x"],
    ["renamed", "new.txt", "old.txt", undefined],
  ]);

  const side = await repository.commit({ "side.txt": "s" }, { branch: "side", parents: [base] });
  expect((await get(`/repos/acme/tools/compare/main...${side}`)).body).toMatchObject({
    status: "diverged",
    ahead_by: 1,
    behind_by: 2,
  });
  expect((await get(`/repos/acme/tools/compare/main...${base}`)).body).toMatchObject({ status: "behind", files: [] });
  await repository.commit({ z: "z" }, { branch: "orphan", parents: [], fresh: true });
  expect(await get("/repos/acme/tools/compare/main...orphan")).toMatchObject({
    status: 404,
    body: { message: "No common ancestor between main and orphan." },
  });
  expect((await get(`/repos/acme/tools/compare/${"0".repeat(40)}...main`)).status).toBe(404);
});

it("caps a comparison at 300 files and 250 commits, pages commits and gives files on the first page alone", async () => {
  await using fake = await createFakeGitHub({ limits: { compareCommits: 3 } });
  const repository = await fake.createRepository("acme/tools");
  const { get } = createFakeClient(fake);
  const base = await repository.commit({ a: "0" });
  await repository.commit(Object.fromEntries(Array.from({ length: 301 }, (_, index) => [`f${index}`, "x"])));
  for (let index = 1; index <= 4; index += 1)
    await repository.commit({ a: `${index}` }, { message: `Number ${index}` });
  type Comparison = { files?: unknown[]; commits: { commit: { message: string } }[] };
  const messages = (body: unknown) => (body as Comparison).commits.map((one) => one.commit.message);

  const whole = await get(`/repos/acme/tools/compare/${base}...main`);
  expect((whole.body as Comparison).files?.length).toBe(300);
  expect(messages(whole.body)).toEqual(["Number 2", "Number 3", "Number 4"]);
  const paged = await get(`/repos/acme/tools/compare/${base}...main?per_page=2&page=2`);
  expect(messages(paged.body)).toEqual(["Number 2", "Number 3"]);
  expect(paged.body).not.toHaveProperty("files");
  expect(paged.headers.get("link")).toContain('rel="next"');
});

it("lists commits by path and time, and a commit with its files", async () => {
  await using fake = await createFakeGitHub();
  const repository = await fake.createRepository("acme/tools");
  const { get } = createFakeClient(fake);
  await repository.commit({ a: "1" }, { message: "First", at: Date.UTC(2026, 0, 1) });
  const last = await repository.commit({ b: "1" }, { message: "Second", by: "bo", at: Date.UTC(2026, 0, 2) });
  const messages = async (query: string) =>
    ((await get(`/repos/acme/tools/commits${query}`)).body as { commit: { message: string } }[]).map(
      (one) => one.commit.message,
    );
  expect(await messages("")).toEqual(["Second", "First"]);
  expect(await messages("?path=a")).toEqual(["First"]);
  expect(await messages("?since=2026-01-02T00:00:00Z")).toEqual(["Second"]);
  expect(await messages("?author=bo&per_page=1")).toEqual(["Second"]);
  expect((await get(`/repos/acme/tools/commits/${last}`)).body).toMatchObject({
    author: { login: "bo" },
    files: [{ filename: "b", status: "added" }],
    stats: { additions: 1 },
  });
  expect(await get("/repos/acme/tools/commits/nothing")).toMatchObject({ status: 422 });
});
