import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeLinear, type FakeLinear } from "./index.ts";

let fake: FakeLinear;
const clock = { now: Date.UTC(2026, 0, 5) };
beforeEach(async () => {
  fake = await createFakeLinear({ now: () => clock.now });
});
afterEach(() => fake.close());

async function ask(query: string, variables: object = {}, headers: Record<string, string> = {}) {
  const response = await fetch(fake.url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: fake.credentials.apiKey, ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
}

describe("the fake", () => {
  it("answers queries of Linear's schema from what it holds", async () => {
    const team = fake.create("Team", { key: "ENG" });
    const { id } = fake.create("Issue", { teamId: team.id, identifier: "ENG-1" });
    const { body } = await ask("{ viewer { name } issues { nodes { identifier team { key } assignee { name } } } }");
    expect(body.data).toEqual({
      viewer: { name: "Ada Lovelace" },
      issues: { nodes: [{ identifier: "ENG-1", team: { key: "ENG" }, assignee: null }] },
    });
    const one = await ask("query One($id: String!) { issue(id: $id) { id } }", { id });
    expect(one.body.data.issue).toEqual({ id });
    expect(fake.requests.map(({ operation }) => operation)).toEqual(["", "One"]);
  });

  it.each([
    ["a field there is not", "{ issues { nodes { summary2 } } }"],
    ["an argument there is not", "{ issues(since: 1) { nodes { id } } }"],
    ["a filter there is not", '{ projects(filter: { archivedAt: { gte: "2026" } }) { nodes { id } } }'],
    ["a text that is no query", "{ issues { "],
    ["no query", ""],
  ])("refuses %s, and remembers it", async (_name, query) => {
    const { status, body } = await ask(query);
    expect(status).toBe(400);
    expect(body.errors[0].extensions.type).toBe("graphql error");
    expect(fake.refusals.length).toBe(1);
  });

  it("refuses pages of more than 250, and cursors it did not give", async () => {
    expect((await ask("{ issues(first: 251) { nodes { id } } }")).body.errors[0].message).toContain("250");
    expect((await ask('{ issues(after: "x") { nodes { id } } }')).body.errors[0].message).toContain("cursor");
  });

  it("says so when it has no answer, instead of making one up", async () => {
    fake.create("Issue", { teamId: fake.create("Team").id });
    const { body } = await ask("{ issues { nodes { boardOrder } } }");
    expect(body.errors[0].message).toContain("The fake has no value for Issue.boardOrder");
    expect(fake.refusals).toEqual([expect.stringContaining("boardOrder")]);
  });

  it("takes API keys as they are and tokens as bearers, and nothing else", async () => {
    const { apiKey, accessToken } = fake.credentials;
    const statusOf = async (authorization: string) => (await ask("{ viewer { id } }", {}, { authorization })).status;
    expect(await statusOf(`Bearer ${accessToken}`)).toBe(200);
    expect(await statusOf(accessToken)).toBe(401);
    expect(await statusOf(`Bearer ${apiKey}`)).toBe(401);
    expect(await statusOf("other")).toBe(401);
  });

  it("counts points as Linear documents them, and refuses a query of more than 10,000", async () => {
    // 100 issues of an object and a property each, with 50 comments each of the same.
    const { headers } = await ask("{ issues(first: 100) { nodes { id comments { nodes { id } } } } }");
    expect(headers.get("x-complexity")).toBe("5610");
    const { status } = await ask("{ issues(first: 250) { nodes { id comments { nodes { id } } } } }");
    expect(status).toBe(400);
    expect(fake.refusals[0]).toContain("too complex");
  });

  it("answers 400 RATELIMITED when an hour's budget is used up, and lets requests pass the hour after", async () => {
    fake.limit({ requests: 1 });
    const first = await ask("{ viewer { id } }");
    expect(first.headers.get("x-ratelimit-requests-remaining")).toBe("0");
    expect(first.headers.get("x-ratelimit-requests-reset")).toBe(String(clock.now + 3_600_000));
    const second = await ask("{ viewer { id } }");
    expect(second.status).toBe(400);
    expect(second.body.errors[0].extensions.code).toBe("RATELIMITED");
    clock.now += 3_600_000;
    expect((await ask("{ viewer { id } }")).status).toBe(200);
  });

  it("fails as it is told, as often as it is told", async () => {
    fake.fail({ operation: "A", after: 1, times: 1, fault: { type: "status", status: 503 } });
    const statuses = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await ask("query A { viewer { id } }")).status);
    expect(statuses).toEqual([200, 503, 200, 200]);
    fake.fail({ operation: "B", fault: { type: "reset", afterBytes: 5 } });
    await expect(ask("query B { viewer { id } }")).rejects.toThrow();
    fake.fail({ operation: "C", fault: { type: "slow", milliseconds: 5 } });
    expect((await ask("query C { viewer { id } }")).status).toBe(200);
  });

  it("counts what it holds", () => {
    const team = fake.create("Team");
    const issue = fake.create("Issue", { teamId: team.id });
    const binned = fake.create("Issue", { teamId: team.id });
    const comment = fake.create("Comment", { issueId: issue.id, body: "Hello." });
    fake.trash("Issue", binned.id);
    const { documents, trashed } = fake.census();
    expect([...documents]).toEqual([
      [issue.id, { type: "Issue", comments: [comment.id], attachments: [], texts: ["Hello."] }],
    ]);
    expect(trashed).toEqual([binned.id]);
  });
});
