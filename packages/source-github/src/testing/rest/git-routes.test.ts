import { expect, it } from "vitest";
import { createFakeClient } from "../client.ts";
import { createFakeGitHub } from "../fake-github.ts";

it("reads a repository, its refs, commits, trees and blobs from a real git repository", async () => {
  await using fake = await createFakeGitHub();
  const repository = await fake.createRepository({ name: "acme/tools", topics: ["search"] });
  const { get } = createFakeClient(fake);
  const head = await repository.commit({
    "a.txt": "hello",
    "src/b.ts": "export {};\n",
    "run.sh": { mode: "100755", content: "#!/bin/sh\n" },
    link: { mode: "120000", content: "a.txt" },
    module: { mode: "160000", content: "1".repeat(40) },
    "data.bin": new Uint8Array([0, 1, 255]),
  });
  await repository.tag("v1");

  const full = {
    id: repository.id,
    full_name: "acme/tools",
    default_branch: "main",
    archived: false,
    topics: ["search"],
  };
  expect((await get("/repos/acme/tools")).body).toMatchObject(full);
  expect((await get(`/repositories/${repository.id}`)).body).toMatchObject(full);
  expect((await get("/repos/acme/tools/git/ref/heads/main")).body).toMatchObject({
    ref: "refs/heads/main",
    object: { sha: head, type: "commit" },
  });
  expect((await get("/repos/acme/tools/git/ref/heads/mai")).status).toBe(404);
  expect((await get("/repos/acme/tools/git/matching-refs/tags")).body).toMatchObject([{ ref: "refs/tags/v1" }]);
  expect((await get(`/repos/acme/tools/git/commits/${head}`)).body).toMatchObject({
    sha: head,
    author: { name: "acme" },
    parents: [],
  });

  const recursive = await get(`/repos/acme/tools/git/trees/${head}?recursive=0`);
  expect(recursive.body).toMatchObject({ truncated: false });
  const { tree } = recursive.body as {
    tree: { path: string; mode: string; type: string; sha: string; size?: number }[];
  };
  expect(tree.map(({ path, mode, type, size }) => [path, mode, type, size])).toEqual([
    ["a.txt", "100644", "blob", 5],
    ["data.bin", "100644", "blob", 3],
    ["link", "120000", "blob", 5],
    ["module", "160000", "commit", undefined],
    ["run.sh", "100755", "blob", 10],
    ["src", "040000", "tree", undefined],
    ["src/b.ts", "100644", "blob", 11],
  ]);
  const flat = (await get("/repos/acme/tools/git/trees/main")).body as { tree: { path: string }[] };
  expect(flat.tree.map((entry) => entry.path)).toEqual(["a.txt", "data.bin", "link", "module", "run.sh", "src"]);

  const blob = `/repos/acme/tools/git/blobs/${tree.find((entry) => entry.path === "data.bin")?.sha}`;
  expect((await get(blob)).body).toMatchObject({ encoding: "base64", content: "AAH/\n", size: 3 });
  const raw = await fetch(fake.url + blob, { headers: { accept: "application/vnd.github.raw+json" } });
  expect(new Uint8Array(await raw.arrayBuffer())).toEqual(new Uint8Array([0, 1, 255]));
  expect(fake.refusals).toEqual([]);
});

it("cuts a recursive tree at the limits and says so, never a subtree that fits", async () => {
  await using fake = await createFakeGitHub({ limits: { treeEntries: 3 } });
  const repository = await fake.createRepository("acme/tools");
  const { get } = createFakeClient(fake);
  await repository.commit({ "a/1": "1", "a/2": "2", "b/3": "3" });
  const cut = (await get("/repos/acme/tools/git/trees/main?recursive=1")).body as {
    tree: { sha: string }[];
    truncated: boolean;
  };
  expect([cut.truncated, cut.tree.length]).toEqual([true, 3]);
  const subtree = await get(`/repos/acme/tools/git/trees/${cut.tree[0]?.sha}?recursive=1`);
  expect(subtree.body).toMatchObject({ truncated: false, tree: [{ path: "1" }, { path: "2" }] });
});

it("refuses git data of a repository without commits, and what it does not know", async () => {
  await using fake = await createFakeGitHub();
  await fake.createRepository("acme/empty");
  const { get } = createFakeClient(fake);
  expect(await get("/repos/acme/empty/git/ref/heads/main")).toMatchObject({
    status: 409,
    body: { message: "Git Repository is empty." },
  });
  expect(await get("/repos/acme/empty/commits")).toMatchObject({ status: 409 });
  expect(await get("/repos/acme/empty/contents/a")).toMatchObject({
    status: 404,
    body: { message: "This repository is empty." },
  });
  expect(await get("/repos/acme/empty/wiki")).toMatchObject({ status: 501 });
  expect(await get("/repos/acme/empty/branches?limit=5")).toMatchObject({ status: 400 });
  expect(fake.refusals).toEqual([
    "Refused by the fake: it does not serve GET /repos/acme/empty/wiki.",
    'Refused by the fake: GET /repos/{owner}/{repo}/branches has no query parameter "limit".',
  ]);
});
