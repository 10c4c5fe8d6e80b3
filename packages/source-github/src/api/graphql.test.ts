import { isSourceError } from "@tributary/source";
import { describe, expect, it } from "vitest";
import { fetchConversations } from "../conversations/fetch-conversations.ts";
import { githubSource } from "../definition.ts";
import { createApi } from "./api.ts";
import { QueryTooHeavy } from "./failure.ts";
import { graphqlUrl, readGraphqlAnswer } from "./graphql.ts";

const NOW = Date.UTC(2026, 0, 5, 9);
const about = { what: "issues", repository: "octocat/hello", headers: {}, now: NOW, isTolerant: false };
const data = { repository: { issues: null } };

function outcome(body: unknown, headers: Record<string, unknown> = {}): unknown {
  try {
    return readGraphqlAnswer(body, { ...about, headers });
  } catch (error) {
    return error;
  }
}

describe("a GraphQL answer with status 200", () => {
  it.each([
    ["the primary limit", { errors: [{ type: "RATE_LIMITED" }] }, "rate-limited"],
    ["a secondary limit", { errors: [{ message: "You have exceeded a secondary rate limit" }] }, "rate-limited"],
    [
      "no repository",
      { data: { repository: null }, errors: [{ type: "NOT_FOUND", path: ["repository"] }] },
      "not-found",
    ],
    ["no permission", { data, errors: [{ type: "FORBIDDEN", path: ["repository", "issues"] }] }, "forbidden"],
    ["a missing scope", { errors: [{ type: "INSUFFICIENT_SCOPES", path: ["repository"] }] }, "forbidden"],
    [
      "a part only",
      { data, errors: [{ type: "RESOURCE_LIMITS_EXCEEDED", path: ["repository", "issues", "nodes", 7] }] },
      "timeout",
    ],
    [
      "a time-out",
      { data: null, errors: [{ message: "Something went wrong while executing your query." }] },
      "timeout",
    ],
    ["a query that is wrong", { errors: [{ message: "Field 'x' doesn't exist on type 'Issue'" }] }, "invalid-response"],
    ["nothing", { data: null }, "invalid-response"],
    ["something else", { message: "Hello" }, "invalid-response"],
    ["a list", [], "invalid-response"],
  ])("that tells of %s", (_, body, code) => {
    const error = outcome(body);
    expect(isSourceError(error) && error.code).toBe(code);
  });

  it("names the permission that is missing, and the wait", () => {
    const forbidden = { data, errors: [{ type: "FORBIDDEN", path: ["repository", "issues"] }] };
    expect(String(outcome(forbidden))).toContain("Issues: read");
    const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(NOW / 1_000 + 90) };
    expect(outcome({ errors: [{ type: "RATE_LIMITED" }] }, headers)).toMatchObject({ retryAfterMs: 90_000 });
  });

  it("leaves single things that are gone to the caller, and has the heavy asked for in parts", () => {
    const gone = { data, errors: [{ type: "NOT_FOUND", path: ["repository", "c0"] }] };
    expect(outcome(gone)).toEqual({ data, problems: [{ type: "NOT_FOUND", path: ["repository", "c0"] }] });
    expect(outcome({ data, errors: [{ type: "RESOURCE_LIMITS_EXCEEDED" }] })).toBeInstanceOf(QueryTooHeavy);
  });
});

it("says what the credentials may not read inside a conversation", async () => {
  const list = { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };
  const issue = {
    ...{
      id: "i",
      number: 1,
      title: "One",
      body: "Body",
      url: "https://github.com/octocat/hello/issues/1",
      state: "OPEN",
    },
    ...{ createdAt: "2026-01-01T00:00:00Z", updatedAt: "2026-01-01T00:00:00Z", comments: { totalCount: 0, nodes: [] } },
    ...{ allLabels: list, allComments: list, allAssignees: { ...list, nodes: [null] } },
  };
  const answer = {
    data: { repository: { databaseId: 1, nameWithOwner: "octocat/hello", c0: issue } },
    errors: [{ type: "FORBIDDEN", path: ["repository", "c0", "allAssignees", "nodes", 0] }],
  };
  const api = createApi(githubSource.configSchema.parse({ repository: "octocat/hello" }), {
    credentials: { token: "some-token" },
    fetch: async () => Response.json(answer),
  });
  const reference = { id: "github:1:issue:1", version: "1", type: "issue" };
  const wanted = [{ reference, named: { kind: "issues" as const, number: 1 } }];
  const results = await Array.fromAsync(fetchConversations(api, 1, "issues", wanted));
  expect(results).toMatchObject([
    { type: "document", document: { missing: [expect.stringContaining("allAssignees")] } },
  ]);
});

it("takes nothing for deleted that is refused inside", async () => {
  const refuse = (type: string) => ({ type, path: ["repository", "c0", "allComments"] });
  const answer = (errors: object[]) => ({
    data: { repository: { databaseId: 1, nameWithOwner: "octocat/hello", c0: null } },
    errors,
  });
  const fetched = async (errors: object[]) => {
    const api = createApi(githubSource.configSchema.parse({ repository: "octocat/hello" }), {
      credentials: { token: "some-token" },
      fetch: async () => Response.json(answer(errors)),
    });
    const reference = { id: "github:1:issue:1", version: "1", type: "issue" };
    const wanted = [{ reference, named: { kind: "issues" as const, number: 1 } }];
    return await Array.fromAsync(fetchConversations(api, 1, "issues", wanted));
  };
  expect(await fetched([refuse("FORBIDDEN")])).toMatchObject([
    { type: "failed", error: { code: "forbidden", message: expect.stringContaining("allComments") } },
  ]);
  expect(await fetched([{ type: "NOT_FOUND", path: ["repository", "c0"] }])).toMatchObject([{ type: "gone" }]);
});

it("is asked beside the REST address", () => {
  expect(graphqlUrl("https://api.github.com")).toBe("https://api.github.com/graphql");
  expect(graphqlUrl("https://github.example.com/api/v3")).toBe("https://github.example.com/api/graphql");
});
