import { expect, it } from "vitest";
import { createFakeClient } from "../client.ts";
import { createFakeGitHub } from "../fake-github.ts";

async function open(limits: Parameters<typeof createFakeGitHub>[0] = {}) {
  const fake = await createFakeGitHub(limits);
  const repository = await fake.createRepository("acme/tools");
  const { graphql } = createFakeClient(fake, fake.addToken());
  const ask = async (fields: string) =>
    (await graphql(`{ repository(owner: "acme", name: "tools") { ${fields} } }`)).body as {
      data: { repository: unknown };
      errors?: unknown[];
    };
  return { fake, repository, graphql, ask };
}

it("gives an issue, a pull request and a discussion with everything below them", async () => {
  const { fake, repository, ask } = await open();
  await using _ = fake;
  await repository.commit({ a: "1\n" });
  await repository.commit({ b: "1\n" }, { branch: "topic" });
  const issue = repository.openIssue({
    title: "Broken",
    body: "It is",
    labels: ["bug"],
    milestone: "v1",
    assignees: ["bo"],
  });
  repository.comment(issue, { body: "Yes", by: "bo" });
  const pull = await repository.openPull({ title: "Mend", head: "topic", closes: [issue], by: "bo" });
  repository.review(pull, {
    by: "cy",
    state: "APPROVED",
    body: "Good",
    comments: [{ path: "b", line: 1, body: "Hm" }],
  });
  const [thread] = pull.threads;
  if (thread !== undefined) {
    repository.replyInThread(thread, { body: "Done" });
    repository.resolveThread(thread, true);
  }
  await repository.merge(pull);
  const discussion = repository.openDiscussion({ title: "How?", by: "cy" });
  const comment = repository.commentOnDiscussion(discussion, { body: "So" });
  repository.commentOnDiscussion(discussion, { body: "Thanks", replyTo: comment });
  repository.markAnswer(discussion, comment);

  const { data } = await ask(`
    issue(number: 1) { state stateReason body labels(first: 5) { nodes { name } } milestone { title } assignees(first: 5) { nodes { login } }
      comments(first: 1, orderBy: { field: UPDATED_AT, direction: DESC }) { totalCount nodes { body author { __typename login } url } } }
    pullRequest(number: 2) { state merged mergedBy { login } mergeCommit { oid } reviewDecision additions changedFiles
      files(first: 9) { nodes { path changeType } } commits(first: 9) { nodes { commit { messageHeadline } } }
      reviews(first: 9) { nodes { state body } }
      reviewThreads(first: 9) { nodes { path line isResolved comments(first: 9) { nodes { body replyTo { body } } } } }
      closingIssuesReferences(first: 9) { nodes { number } } }
    discussion(number: 3) { category { name } answer { body } comments(first: 9) { nodes { body isAnswer replies(first: 9) { nodes { body } } } } }
    issueOrPullRequest(number: 2) { __typename }`);
  expect(data.repository).toEqual({
    issue: {
      state: "CLOSED",
      stateReason: "COMPLETED",
      body: "It is",
      labels: { nodes: [{ name: "bug" }] },
      milestone: { title: "v1" },
      assignees: { nodes: [{ login: "bo" }] },
      comments: {
        totalCount: 1,
        nodes: [
          {
            body: "Yes",
            author: { __typename: "User", login: "bo" },
            url: expect.stringContaining("/acme/tools/issues/1#issuecomment-"),
          },
        ],
      },
    },
    pullRequest: {
      state: "MERGED",
      merged: true,
      mergedBy: { login: "acme" },
      mergeCommit: { oid: pull.mergeCommitSha },
      reviewDecision: "APPROVED",
      additions: 1,
      changedFiles: 1,
      files: { nodes: [{ path: "b", changeType: "ADDED" }] },
      commits: { nodes: [{ commit: { messageHeadline: "Change files" } }] },
      reviews: {
        nodes: [
          { state: "APPROVED", body: "Good" },
          { state: "COMMENTED", body: "" },
        ],
      },
      reviewThreads: {
        nodes: [
          {
            path: "b",
            line: 1,
            isResolved: true,
            comments: {
              nodes: [
                { body: "Hm", replyTo: null },
                { body: "Done", replyTo: { body: "Hm" } },
              ],
            },
          },
        ],
      },
      closingIssuesReferences: { nodes: [{ number: 1 }] },
    },
    discussion: {
      category: { name: "Q&A" },
      answer: { body: "So" },
      comments: { nodes: [{ body: "So", isAnswer: true, replies: { nodes: [{ body: "Thanks" }] } }] },
    },
    issueOrPullRequest: { __typename: "PullRequest" },
  });
  expect(fake.refusals).toEqual([]);
});

it("gives blobs by alias: binary ones without text, large ones cut, missing ones null", async () => {
  const { fake, repository, ask } = await open({ limits: { graphqlBlobBytes: 5 } });
  await using _ = fake;
  const head = await repository.commit({
    "small.txt": "tiny",
    "large.txt": "too long",
    "data.bin": new Uint8Array([1, 0, 2]),
    "run.sh": { mode: "100755", content: "x" },
  });
  const blob = "{ ... on Blob { oid byteSize isBinary isTruncated text } }";
  const { data } = await ask(`
    a: object(expression: "${head}:small.txt") ${blob} b: object(expression: "HEAD:large.txt") ${blob} c: object(expression: "main:data.bin") ${blob}
    d: object(expression: "HEAD:none") ${blob} e: object(expression: "HEAD") { ... on Commit { oid file(path: "run.sh") { mode size type } } }`);
  expect(data.repository).toMatchObject({
    a: { byteSize: 4, isBinary: false, isTruncated: false, text: "tiny" },
    b: { byteSize: 8, isBinary: false, isTruncated: true, text: "too l" },
    c: { byteSize: 3, isBinary: true, text: null },
    d: null,
    e: { oid: head, file: { mode: 0o100755, size: 1, type: "blob" } },
  });
});

it("pages by cursors that hold their place while things come and go", async () => {
  const { fake, repository, ask } = await open();
  await using _ = fake;
  const minute = (number: number) => Date.UTC(2026, 0, 1, 0, number);
  const issues = [1, 2, 3, 4].map((number) => repository.openIssue({ title: `${number}`, at: minute(number) }));
  type Page = {
    issues: { totalCount: number; nodes: { number: number }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
  };
  const page = async (order: string, after?: string) => {
    const { data } = await ask(
      `issues(first: 2, orderBy: ${order}${after === undefined ? "" : `, after: "${after}"`}) { totalCount nodes { number } pageInfo { endCursor hasNextPage } }`,
    );
    const { issues: found } = data.repository as Page;
    return { ...found.pageInfo, numbers: found.nodes.map((node) => node.number) };
  };
  const created = "{ field: CREATED_AT, direction: ASC }";
  const first = await page(created);
  expect([first.numbers, first.hasNextPage]).toEqual([[1, 2], true]);
  if (issues[1] !== undefined) repository.delete(issues[1]);
  expect(await page(created, first.endCursor)).toMatchObject({ numbers: [3, 4], hasNextPage: false });

  // Walking from the newest change, one that changes meanwhile moves ahead of the cursor and is passed by.
  const updated = "{ field: UPDATED_AT, direction: DESC }";
  const newest = await page(updated);
  expect(newest.numbers).toEqual([4, 3]);
  if (issues[0] !== undefined) repository.comment(issues[0], { body: "Again", at: minute(9) });
  expect((await page(updated, newest.endCursor)).numbers).toEqual([]);
  expect((await ask('issues(first: 2, after: "nonsense") { totalCount }')).errors).toMatchObject([
    { type: "INVALID_CURSOR_ARGUMENTS" },
  ]);
  expect(
    (
      await ask(
        `issues(last: 1, orderBy: ${created}, filterBy: { since: "2026-01-01T00:04:00Z" }) { nodes { number } pageInfo { hasPreviousPage } }`,
      )
    ).data.repository,
  ).toEqual({
    issues: { nodes: [{ number: 4 }], pageInfo: { hasPreviousPage: true } },
  });
});

it("finds nodes by global id, and says which it does not", async () => {
  const { fake, repository, graphql, ask } = await open();
  await using _ = fake;
  const discussion = repository.openDiscussion({ title: "Any" });
  const comment = repository.commentOnDiscussion(discussion, { body: "One" });
  repository.commentOnDiscussion(discussion, { body: "Two", replyTo: comment });
  const { data } = await ask("discussion(number: 1) { comments(first: 1) { nodes { id } } }");
  const { id = "" } =
    (data.repository as { discussion: { comments: { nodes: { id: string }[] } } }).discussion.comments.nodes[0] ?? {};
  const found = await graphql(
    "query($ids: [ID!]!) { nodes(ids: $ids) { ... on DiscussionComment { replies(first: 1) { nodes { body } } } } }",
    { ids: [id, "I_none"] },
  );
  expect(found.body).toMatchObject({
    data: { nodes: [{ replies: { nodes: [{ body: "Two" }] } }, null] },
    errors: [{ type: "NOT_FOUND", path: ["nodes", 1] }],
  });
  expect(await ask("issue(number: 1) { title }")).toMatchObject({
    data: { repository: { issue: null } },
    errors: [
      {
        type: "NOT_FOUND",
        path: ["repository", "issue"],
        message: "Could not resolve to an Issue with the number of 1.",
      },
    ],
  });
});

it("counts points and nodes, and refuses pages and queries past the limits", async () => {
  const { fake, ask, graphql } = await open();
  await using _ = fake;
  const type = async (fields: string) => (await ask(fields)).errors?.map((error) => (error as { type?: string }).type);
  expect(await type("issues { totalCount }")).toEqual(["MISSING_PAGINATION_BOUNDARIES"]);
  expect(await type("issues(first: 101) { totalCount }")).toEqual(["EXCESSIVE_PAGINATION"]);
  expect(
    await type(
      "issues(first: 100) { nodes { comments(first: 100) { nodes { reactions(first: 100) { totalCount } } } } }",
    ),
  ).toEqual(["MAX_NODE_LIMIT_EXCEEDED"]);
  expect(await type("issues(first: 1) { nothing }")).toEqual([undefined]);
  expect(await type("issues(first: 1) { nodes { title } } forks(first: 1) { totalCount }")).toEqual(["FAKE_REFUSED"]);
  expect(fake.refusals.length).toBe(5);
  // The documentation's own example counts (1 + 50 + 50 × 20) / 100 requests.
  const cost = await graphql(
    'query($size: Int!) { repository(owner: "acme", name: "tools") { pullRequests(first: 50) { nodes { reviews(first: $size) { nodes { comments(first: 10) { totalCount } } } } } } rateLimit { cost nodeCount } }',
    { size: 20 },
  );
  expect(cost.body).toMatchObject({ data: { rateLimit: { cost: 11, nodeCount: 50 + 50 * 20 + 50 * 20 * 10 } } });
});

it("gives what it has and an error when a query asks for too much", async () => {
  const { fake, repository, ask } = await open({ limits: { graphqlObjects: 3 } });
  await using _ = fake;
  for (const title of ["a", "b", "c", "d"]) repository.openIssue({ title });
  const { data, errors } = await ask(
    "one: issue(number: 1) { id } two: issue(number: 2) { id } three: issue(number: 3) { id } four: issue(number: 4) { id }",
  );
  expect(data.repository).toMatchObject({ one: { id: expect.any(String) }, four: null });
  expect(errors).toMatchObject([{ type: "RESOURCE_LIMITS_EXCEEDED", path: ["repository", "four", "id"] }]);
});
