import { expect, it } from "vitest";
import { createFakeClient } from "../client.ts";
import { createFakeGitHub } from "../fake-github.ts";
import { generate } from "./generate.ts";

it("makes the same content from the same seed, and a census of it", async () => {
  await using fake = await createFakeGitHub();
  const sizes = { files: 20, issues: 3, pulls: 2, discussions: 2, comments: 4, replies: 2, releases: 1 };
  const [one, two, three] = await Promise.all(
    ["acme/one", "acme/two", "acme/three"].map((name) => fake.createRepository(name)),
  );
  if (one === undefined || two === undefined || three === undefined) throw new Error("no repository");
  await generate(one, sizes);
  await generate(two, sizes);
  await generate(three, { ...sizes, seed: 2 });
  expect(await two.files()).toEqual(await one.files());
  expect(await three.files()).not.toEqual(await one.files());
  const census = await fake.census();
  expect(census["acme/one"]).toMatchObject({
    commits: 1,
    issues: 3,
    pulls: 2,
    discussions: 2,
    comments: 20,
    reviews: 2,
    reviewThreads: 2,
    reviewComments: 2,
    discussionComments: 12,
    releases: 1,
    numbers: [1, 2, 3, 4, 5, 6, 7],
  });
  expect(census["acme/one"]?.files.length).toBe(20);
});

it("serves thousands of files and comments, every one of them", async () => {
  await using fake = await createFakeGitHub();
  const repository = await fake.createRepository("acme/large");
  await generate(repository, { files: 2_000, wordsPerFile: 10, issues: 150, comments: 60 });
  const { get, graphql } = createFakeClient(fake, fake.addToken());
  const tree = (await get("/repos/acme/large/git/trees/main?recursive=1")).body as {
    tree: { type: string }[];
    truncated: boolean;
  };
  expect([tree.truncated, tree.tree.filter((entry) => entry.type === "blob").length]).toEqual([false, 2_000]);

  const query = `query($after: String) { repository(owner: "acme", name: "large") { issues(first: 100, after: $after) {
    pageInfo { endCursor hasNextPage } nodes { number comments(first: 100) { totalCount nodes { body } } } } } }`;
  type Page = { pageInfo: { endCursor: string; hasNextPage: boolean }; nodes: { comments: { nodes: unknown[] } }[] };
  let [comments, conversations] = [0, 0];
  for (let after: string | null = null, more = true; more; ) {
    const { body } = await graphql(query, { after });
    const page = (body as { data: { repository: { issues: Page } } }).data.repository.issues;
    conversations += page.nodes.length;
    comments += page.nodes.reduce((sum, node) => sum + node.comments.nodes.length, 0);
    [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
  }
  expect([conversations, comments]).toEqual([150, 9_000]);
});
