import { expect, it } from "vitest";
import { createFakeClient } from "../client.ts";
import { createFakeGitHub } from "../fake-github.ts";

it("counts an hourly budget for each account and refuses past its end, until its reset", async () => {
  await using fake = await createFakeGitHub({ limits: { core: 2, graphql: 1 } });
  await fake.createRepository("acme/tools");
  const { get, graphql } = createFakeClient(fake, fake.addToken());
  const twin = createFakeClient(fake, fake.addToken());
  await get("/repos/acme/tools");
  const second = await twin.get("/repos/acme/tools");
  const reset = Number(second.headers.get("x-ratelimit-reset"));
  expect([second.headers.get("x-ratelimit-limit"), second.headers.get("x-ratelimit-remaining")]).toEqual(["2", "0"]);
  const third = await get("/repos/acme/tools");
  expect([third.status, third.headers.get("x-ratelimit-remaining"), third.headers.get("retry-after")]).toEqual([
    403,
    "0",
    null,
  ]);
  expect((await get("/rate_limit")).body).toMatchObject({
    resources: { core: { remaining: 0, reset }, graphql: { remaining: 1 } },
  });
  expect((await createFakeClient(fake).get("/repos/acme/tools")).headers.get("x-ratelimit-limit")).toBe("60");

  expect((await graphql("{ viewer { login } }")).body).toEqual({ data: { viewer: { login: "octocat" } } });
  const spent = await graphql("{ viewer { login } }");
  expect([spent.status, spent.headers.get("x-ratelimit-remaining"), spent.headers.get("x-ratelimit-resource")]).toEqual(
    [200, "0", "graphql"],
  );
  expect(spent.body).toMatchObject({ errors: [{ type: "RATE_LIMITED" }] });
  const token = fake.addToken({ login: "other", lifeMs: 1_000 });
  fake.setRemaining(token, 1);
  const last = await createFakeClient(fake, token).get("/repos/acme/tools");
  expect(last.headers.get("x-ratelimit-remaining")).toBe("0");
  expect(last.headers.get("github-authentication-token-expiration")).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);
  fake.clock.advance(60 * 60_000);
  expect((await get("/repos/acme/tools")).status).toBe(200);
});

it("refuses too many points a minute and too many requests at once", async () => {
  await using fake = await createFakeGitHub({
    limits: { restPointsPerMinute: 3, concurrent: 2 },
    startAt: Date.UTC(2026, 0, 1),
  });
  await fake.createRepository("acme/tools");
  const token = fake.addToken();
  const { get } = createFakeClient(fake, token);
  fake.inject({ fault: { type: "hang" }, times: 2 });
  const stop = new AbortController();
  const headers = { authorization: `Bearer ${token}` };
  const held = [1, 2].map(() =>
    fetch(`${fake.url}/repos/acme/tools`, { headers, signal: stop.signal }).catch(() => null),
  );
  await expect.poll(() => fake.rates.mostConcurrent(), { timeout: 20_000 }).toBe(2);
  expect(await get("/repos/acme/tools")).toMatchObject({
    status: 403,
    body: { message: expect.stringContaining("secondary rate limit") },
  });
  stop.abort();
  await Promise.all(held);
  await expect.poll(() => fake.openRequests(), { timeout: 20_000 }).toBe(0);
  const limited = await get("/repos/acme/tools");
  expect([limited.status, limited.headers.get("retry-after")]).toEqual([403, "60"]);
  expect(limited.body).toMatchObject({ message: expect.stringContaining("secondary rate limit") });
  fake.clock.advance(60_000);
  expect((await get("/repos/acme/tools")).status).toBe(200);
});
