import { expect, it } from "vitest";
import { createFakeClient } from "../client.ts";
import { createFakeGitHub } from "../fake-github.ts";

it("fails as asked, for as many requests as asked", async () => {
  await using fake = await createFakeGitHub();
  const repository = await fake.createRepository("acme/tools");
  const { get, graphql } = createFakeClient(fake, fake.addToken());
  const path = "/repos/acme/tools";
  const one = async (fault: Parameters<typeof fake.inject>[0]["fault"], where = path) => {
    fake.inject({ fault });
    return get(where);
  };
  const secondary = await one({ type: "secondary-limit", retryAfter: 7 });
  expect([secondary.status, secondary.headers.get("retry-after")]).toEqual([403, "7"]);
  const bare = await one({ type: "secondary-limit", status: 429 });
  expect([bare.status, bare.headers.get("retry-after"), Number(bare.headers.get("x-ratelimit-remaining")) > 0]).toEqual(
    [429, null, true],
  );
  const primary = await one({ type: "primary-limit", resetIn: 30 });
  expect([primary.status, primary.headers.get("x-ratelimit-remaining")]).toEqual([403, "0"]);
  expect(await one({ type: "bad-gateway" })).toMatchObject({ status: 502, body: expect.stringContaining("Unicorn") });
  expect((await one({ type: "status", status: 500 })).status).toBe(500);
  expect((await one({ type: "bad-credentials" })).status).toBe(401);
  expect(await one({ type: "empty-list" }, `${path}/issues`)).toMatchObject({ status: 200, body: [] });
  repository.openIssue({ title: "Hidden" });
  fake.inject({ fault: { type: "empty-list" } });
  const hidden = await graphql(
    `{ repository(owner: "acme", name: "tools") { id issues(first: 1) { totalCount nodes { id } } } }`,
  );
  expect(hidden.body).toMatchObject({
    data: { repository: { id: expect.any(String), issues: { totalCount: 1, nodes: [] } } },
  });
  expect(await one({ type: "slow-body", pieces: 3, milliseconds: 20 })).toMatchObject({
    status: 200,
    body: { full_name: "acme/tools" },
  });
  await expect(one({ type: "truncate", afterBytes: 15 })).rejects.toThrow(SyntaxError);
  await expect(one({ type: "reset", afterBytes: 15 })).rejects.toThrow("terminated");
  expect((await get(path)).status).toBe(200);

  fake.inject({
    fault: { type: "status", status: 503 },
    match: ({ body }) => body.includes("viewer"),
    after: 1,
    times: 2,
  });
  const statuses: number[] = [];
  for (let index = 0; index < 4; index += 1) statuses.push((await graphql("{ viewer { login } }")).status);
  expect(statuses).toEqual([200, 503, 503, 200]);
});

it("waits: for every request by its latency, for one by a delay, for ever on a hang", async () => {
  await using fake = await createFakeGitHub({ latency: 40 });
  await fake.createRepository("acme/tools");
  const { get } = createFakeClient(fake);
  await get("/repos/acme/tools");
  expect(fake.log.requests[0]?.milliseconds).toBeGreaterThanOrEqual(39);
  const stopHanging = fake.inject({ fault: { type: "hang" } });
  await expect(fetch(`${fake.url}/repos/acme/tools`, { signal: AbortSignal.timeout(100) })).rejects.toThrow("timeout");
  // On a busy machine the request may have been given up before it was sent.
  stopHanging();
  fake.inject({ fault: { type: "reset", afterBytes: 100 }, match: "legacy.tar.gz" });
  const repository = await fake.createRepository("acme/other");
  await repository.commit({ a: "x".repeat(10_000), b: crypto.randomUUID().repeat(100) });
  const archive = await fetch(`${fake.url}/repos/acme/other/tarball/main`);
  expect(archive.status).toBe(200);
  await expect(archive.arrayBuffer()).rejects.toThrow("terminated");
});
