import { schema } from "@octokit/graphql-schema";
import { buildSchema, parse, validate } from "graphql";
import { expect, it } from "vitest";
import { createApi } from "./api/api.ts";
import { finishLists } from "./conversations/connection.ts";
import { fetchConversations } from "./conversations/fetch-conversations.ts";
import { fetchedKinds } from "./conversations/fetched-kinds.ts";
import { openListsOfPullRequest, pullRequestSchema } from "./conversations/pull-request.ts";
import { githubSource } from "./definition.ts";
import { fetchFiles } from "./files/fetch-files.ts";
import { readFilesAt } from "./files/read-files.ts";
import { pullHinted, readHints } from "./pull/hints.ts";
import { listHistory } from "./pull/history.ts";
import { buildListQuery } from "./pull/list-query.ts";
import { createSession } from "./pull/session.ts";
import { validate as validateAccount } from "./validate.ts";

const gitHubSchema = buildSchema(schema.idl, { assumeValidSDL: true });
const sha = "0".repeat(40);

/** Collects the queries something sends; every one is answered with an error. */
async function queriesOf(ask: (given: Given) => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  await ask(recordInto(sent)).catch(() => {});
  return sent;
}

type Given = ReturnType<typeof recordInto>;

function recordInto(sent: string[]) {
  const config = githubSource.configSchema.parse({ repository: "octocat/hello", commits: 10 });
  const api = createApi(config, {
    credentials: { token: "some-token" },
    async fetch(_url, init) {
      sent.push((JSON.parse(String(init?.body)) as { query: string }).query);
      return Response.json({ data: null });
    },
  });
  return { config, api, session: createSession(config, api, undefined, 100) };
}

async function drain(results: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of results);
}

function expectValid(queries: readonly string[]): void {
  expect(queries.length).toBeGreaterThan(0);
  for (const query of queries) {
    expect(
      validate(gitHubSchema, parse(query)).map(({ message }) => message),
      query,
    ).toEqual([]);
  }
}

it("sends listing queries GitHub's schema takes", () => {
  const lists = { issues: null, pullRequests: null, discussions: "x", releases: null };
  const common = { lists, first: 100, newest: true };
  expectValid([
    buildListQuery({ ...common, at: { branch: null }, order: "created", history: { first: 5, after: null } }).query,
    buildListQuery({ ...common, at: { branch: "main" }, order: "updated", newest: false }).query,
    buildListQuery({ ...common, at: { commit: sha }, order: "created" }).query,
    buildListQuery({ at: null, lists: { issues: null }, first: 10, newest: false, order: "updated" }).query,
  ]);
});

it.each(Object.keys(fetchedKinds) as (keyof typeof fetchedKinds)[])(
  "sends a query for %s GitHub's schema takes",
  async (kind) => {
    const named = kind === "release" ? { kind, tag: "v1" } : { kind, number: 1 };
    const reference = { id: "github:1:x:1", version: "1", type: "x" };
    expectValid(await queriesOf(({ api }) => drain(fetchConversations(api, 1, kind, [{ reference, named }]))));
  },
);

it("sends queries for the rest of every list", async () => {
  const more = { pageInfo: { hasNextPage: true, endCursor: "x" }, nodes: [] };
  const thread = { id: "t", path: "a", isResolved: false, isOutdated: false, comments: more };
  const time = "2026-01-01T00:00:00Z";
  const count = { totalCount: 1 };
  const pull = pullRequestSchema.parse({
    ...{ id: "p", number: 1, updatedAt: time, createdAt: time, title: "", body: "", url: "", comments: count },
    ...{ baseRefName: "a", headRefName: "b", additions: 1, deletions: 1, changedFiles: 1, reviews: count },
    ...{ allLabels: more, allAssignees: more, allComments: more, allReviews: more, allFiles: more, allCommits: more },
    ...{ closes: more, allThreads: { ...more, nodes: [thread] } },
  });
  const lists = openListsOfPullRequest(pull);
  expect(lists.map(({ type, field }) => `${type}.${field}`)).toEqual([
    "PullRequest.labels",
    "PullRequest.assignees",
    "PullRequest.comments",
    "PullRequest.reviews",
    "PullRequest.reviewThreads",
    "PullRequestReviewThread.comments",
    "PullRequest.files",
    "PullRequest.commits",
    "PullRequest.closingIssuesReferences",
  ]);
  expectValid(await queriesOf(({ api }) => finishLists(api, lists)));
});

it("sends other queries GitHub's schema takes", async () => {
  const reference = { id: "github:1:file:a", version: sha, type: "file" };
  const cursor = { v: 1, config: "", repository: 1, marks: {} } as const;
  const hints = readHints(["issues:1", "pullRequests:2", "discussions:3", "releases:v1"]) ?? [];
  const paths = readHints(["files:a"]) ?? [];
  const at = { branch: "main" };
  for (const ask of [
    ({ api }) => drain(fetchFiles(api, 1, [reference])),
    ({ api, config }) => validateAccount(api, config),
    ({ api, config }) => readFilesAt(api, config, at, ["a", "b"], true),
    ({ api }) => listHistory(api, sha, 10),
    ({ session }) => pullHinted(session, cursor, hints),
    ({ session }) => pullHinted(session, cursor, paths),
  ] satisfies ((given: Given) => Promise<unknown>)[]) {
    expectValid(await queriesOf(ask));
  }
});
