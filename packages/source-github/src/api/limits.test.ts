import { describe, expect, it } from "vitest";
import { createTrial, pullAll } from "../trial.ts";
import { createGitHubBudget } from "./budget.ts";
import { isRateLimited, waitOf } from "./rate-limit.ts";
import { judgeRedirection } from "./redirect.ts";

const NOW = Date.UTC(2026, 0, 5, 9);

describe("a wait", () => {
  it.each([
    ["seconds", { "retry-after": "30" }, 30_000],
    ["a date", { "retry-after": new Date(NOW + 90_000).toUTCString() }, 90_000],
    [
      "a date by the server's own clock",
      { "retry-after": new Date(NOW).toUTCString(), date: new Date(NOW - 5_000).toUTCString() },
      5_000,
    ],
    ["nothing", {}, 60_000],
    ["nonsense", { "retry-after": "soon" }, 60_000],
    ["less than nothing", { "retry-after": "-5" }, 60_000],
    ["a year", { "retry-after": "31536000" }, 3_600_000],
    [
      "the end of the window",
      { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(NOW / 1_000 + 600) },
      600_000,
    ],
    ["a window that is over", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(NOW / 1_000 - 600) }, 1_000],
    [
      "a window with room left",
      { "x-ratelimit-remaining": "7", "x-ratelimit-reset": String(NOW / 1_000 + 600) },
      60_000,
    ],
  ])("is told by %s", (_, headers, expected) => {
    expect(waitOf(headers, NOW)).toBe(expected);
  });

  it("is not what a missing permission asks for", () => {
    expect(isRateLimited(403, { "x-ratelimit-remaining": "4000" }, "Resource not accessible by integration")).toBe(
      false,
    );
    expect(isRateLimited(403, {}, "You have exceeded a secondary rate limit.")).toBe(true);
    expect(isRateLimited(429, {}, "")).toBe(true);
    expect(isRateLimited(500, { "retry-after": "1" }, "")).toBe(false);
  });
});

describe("a redirection", () => {
  const base = "https://api.github.com";
  it.each([
    [`${base}/repositories/7`, { url: `${base}/repositories/7`, withCredentials: true }],
    ["/repositories/7", { url: `${base}/repositories/7`, withCredentials: true }],
    ["https://codeload.github.com/a/b", { url: "https://codeload.github.com/a/b", withCredentials: false }],
    ["http://codeload.github.com/a/b", null],
    ["https://codeload.github.com.evil.example/a", null],
    ["https://evil.example/a", null],
    ["http://169.254.169.254/latest/meta-data", null],
    ["http://api.github.com/a", null],
    ["https://user:word@api.github.com/a", null],
    ["file:///etc/passwd", null],
    [undefined, null],
  ])("to %s", (location, expected) => {
    expect(judgeRedirection(base, `${base}/repos/a/b`, location)).toEqual(expected);
  });

  it("of an enterprise server stays on it", () => {
    const enterprise = "https://github.example.com/api/v3";
    const from = `${enterprise}/repos/a/b`;
    expect(judgeRedirection(enterprise, from, "https://codeload.github.example.com/x")?.withCredentials).toBe(false);
    expect(judgeRedirection(enterprise, from, "https://codeload.github.com/x")).toBeNull();
  });

  it("elsewhere is refused, and the credentials go nowhere", async () => {
    await using trial = await createTrial({ startAt: NOW });
    const headers = { location: "http://127.0.0.2:9/steal" };
    trial.fake.inject({ fault: { type: "status", status: 302, headers }, times: 10 });
    await expect(pullAll(trial.source())).rejects.toMatchObject({ code: "invalid-response" });
  });
});

describe("a budget", () => {
  it("bounds how many requests are under way, for all sources that share it", async () => {
    await using trial = await createTrial({ startAt: NOW });
    const { fake, repository } = trial;
    await repository.commit(
      Object.fromEntries(
        Array.from({ length: 12 }, (_, index) => [`${index}.txt`, Buffer.from(`caf\xe9 ${index}\n`, "latin1")]),
      ),
    );
    const budget = createGitHubBudget({ concurrency: 2 });
    const sources = [trial.source({}, { budget }), trial.source({}, { budget })];
    const { references } = await pullAll(trial.source());
    let most = 0;
    fake.latency = 5;
    const timer = setInterval(() => {
      most = Math.max(most, fake.openRequests());
    }, 1);
    await Promise.all(
      sources.map(async (source) => {
        for await (const result of source.fetch([...references.values()])) expect(result.type).toBe("document");
      }),
    );
    clearInterval(timer);
    expect(most).toBe(2);
    expect(budget.remaining.get("core")).toBeGreaterThan(0);
  });

  it("asks nothing while GitHub is known to refuse, and gives places back after an abort", async () => {
    await using trial = await createTrial({ startAt: NOW });
    const { fake } = trial;
    const budget = createGitHubBudget();
    const source = trial.source({}, { budget });
    fake.inject({ fault: { type: "secondary-limit", retryAfter: 30 } });
    await expect(source.validate()).rejects.toMatchObject({ code: "rate-limited", retryAfterMs: 30_000 });
    const asked = fake.log.count();
    fake.clock.advance(10_000);
    await expect(source.validate()).rejects.toMatchObject({ code: "rate-limited", retryAfterMs: 20_000 });
    expect(fake.log.count()).toBe(asked);
    fake.clock.advance(20_000);
    await source.validate();

    const single = createGitHubBudget({ concurrency: 1 });
    const leave = await single.enter(NOW);
    const controller = new AbortController();
    const waiting = single.enter(NOW, controller.signal);
    const next = single.enter(NOW);
    controller.abort(new Error("Enough."));
    await expect(waiting).rejects.toThrow("Enough.");
    leave();
    (await next)();
    (await single.enter(NOW))();
  });
});
