import { afterEach, describe, expect, it } from "vitest";
import {
  type CallOptions,
  type CommonErrorCode,
  type Cost,
  createCallRunner,
  createExchangeFetch,
  type HttpService,
  reasonIn,
  ServiceError,
} from "./index.ts";
import { createFastClock, type FakeFault, type FakeHttp, startFakeHttp } from "./testing.ts";

class TestError extends ServiceError<CommonErrorCode> {
  override readonly name = "TestError";
  get retryable(): boolean {
    return ["rate-limited", "unavailable", "timeout"].includes(this.code);
  }
}

const service: HttpService<CommonErrorCode> = {
  name: "Example",
  codesByStatus: new Map([
    [401, "unauthorized"],
    [429, "rate-limited"],
  ]),
  createError: (code, message, details) => new TestError(code, message, details),
  readProblem: (text) => ({ reason: reasonIn(text, ({ message }) => message) }),
};

const fakes: FakeHttp[] = [];
afterEach(() => Promise.all(fakes.splice(0).map((fake) => fake.close())));

interface StartOptions extends CallOptions {
  readonly perMinute?: Cost;
  readonly service?: Partial<HttpService<CommonErrorCode>>;
  readonly timeoutMs?: number;
}

/** A runner, and an SDK of one line that says nothing of what came back; waits take no time. */
async function start({ perMinute = {}, timeoutMs = 5_000, ...options }: StartOptions = {}) {
  const clock = createFastClock();
  const fake = await startFakeHttp(({ body }) => ({ status: 200, body: { echo: body.word } }));
  fakes.push(fake);
  const fetch = createExchangeFetch(globalThis.fetch, timeoutMs, { json: true });
  const retry = { random: () => 0.5, ...options.retry };
  const run = createCallRunner({ ...service, ...options.service }, perMinute, { clock, ...options, retry });
  const call = (word = "word", signal?: AbortSignal) =>
    run({
      action: "an echo",
      cost: { calls: 1 },
      signal,
      async run() {
        const response = await fetch(`${fake.url}/echo`, { method: "POST", body: JSON.stringify({ word }) });
        if (!response.ok) throw new Error("something went wrong");
        return ((await response.json()) as { echo: string }).echo;
      },
    });
  return { fake, clock, call };
}

async function failureOf(call: Promise<unknown>): Promise<TestError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof TestError) return error;
  throw new Error("it did not fail as it should", { cause: error });
}

const once = { retry: { attempts: 1 } };
const storm = { status: 429, text: '{"message":"wait"}' } as const;

describe("createCallRunner", () => {
  it.each([
    [{ status: 401, text: '{"message":"who are you"}' }, "unauthorized", "an echo failed (HTTP 401): who are you"],
    [{ status: 400, text: "{}" }, "invalid-request", "no reason given"],
    [{ status: 418, text: " plain words " }, "invalid-request", "(HTTP 418): plain words"],
    [{ status: 503, text: "<html>Busy</html>" }, "unavailable", "no reason given"],
    [{ status: 302, headers: { location: "http://127.0.0.1:9/" } }, "invalid-request", "HTTP 302"],
    [{ status: 200, text: "<html>Log in</html>" }, "unavailable", "text/html"],
    [{ truncated: true }, "unavailable", "broke off"],
    [{ drop: "before" }, "unavailable", "no answer that can be read"],
    [{ drop: "half" }, "unavailable", "no answer that can be read"],
  ] satisfies [FakeFault, string, string][])("gives %j the code %s", async (fault, code, words) => {
    const { call, fake } = await start(once);
    fake.fail(fault);
    const error = await failureOf(call());
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(words)]);
    expect(error.message).toMatch(/^Example: an echo /);
  });

  it("reports a request that takes too long, headers or body", async () => {
    const { call, fake } = await start({ ...once, timeoutMs: 30 });
    fake.fail({ delayMs: 200 });
    expect((await failureOf(call())).code).toBe("timeout");
  });

  it("waits longer each time without Retry-After, over 429, 5xx and broken connections", async () => {
    const { call, fake, clock } = await start();
    fake.fail(storm);
    fake.fail({ status: 500 });
    fake.fail({ status: 502, text: "<html>" });
    fake.fail({ drop: "before" });
    expect(await call()).toBe("word");
    expect(clock.waits).toEqual([750, 1_500, 3_000, 6_000]);
    expect(fake.requests.map(({ status }) => status)).toEqual([429, 500, 502, 0, 200]);
  });

  it("gives up after its attempts and does not repeat what cannot succeed", async () => {
    const { call, fake } = await start({ retry: { attempts: 3 } });
    fake.fail({ status: 503, times: 3 });
    expect((await failureOf(call())).code).toBe("unavailable");
    fake.fail({ status: 401 });
    expect((await failureOf(call())).code).toBe("unauthorized");
    expect(fake.requests).toHaveLength(4);
  });

  it.each([
    ["7", 7_500],
    ["Sun, 22 Nov 2026 00:00:05 GMT", 5_500],
    ["0", 500],
    ["-3", 750],
    ["soon", 750],
  ])("waits for a Retry-After of %s, with jitter on top", async (value, wait) => {
    const { call, fake, clock } = await start();
    fake.fail({ ...storm, headers: { "retry-after": value } });
    await call();
    expect(clock.waits[0]).toBe(wait);
  });

  it("holds back every call of the key while one was told to wait, and fails at once when that is too long", async () => {
    const { call, fake } = await start();
    fake.fail({ ...storm, headers: { "retry-after": "31536000" } });
    const error = await failureOf(call());
    expect([error.code, error.status, error.retryAfterMs]).toEqual(["rate-limited", 429, 3_600_000]);
    const next = await failureOf(call());
    expect([next.code, next.message]).toEqual(["rate-limited", expect.stringContaining("was not sent")]);
    expect(next.retryAfterMs).toBeGreaterThan(3_599_000);
    expect(fake.requests).toHaveLength(1);
  });

  it("holds back the others as long as one was told to wait, without failing them when that is bearable", async () => {
    const { call, fake, clock } = await start({ concurrency: 4 });
    const begin = clock.now();
    fake.fail({ ...storm, headers: { "retry-after": "20" } });
    await call("first");
    expect(clock.now() - begin).toBeGreaterThanOrEqual(20_000);
    fake.fail({ ...storm, times: 12, headers: { "retry-after": "10" } });
    const words = Array.from({ length: 20 }, (_, index) => `word ${index}`);
    expect(await Promise.all(words.map((word) => call(word)))).toEqual(words);
    expect(fake.requests).toHaveLength(2 + 32);
  });

  it("fails calls that wait for the budget, too, when the wait becomes too long", async () => {
    const fast = createFastClock();
    const refused = Promise.withResolvers<void>();
    const sleep: typeof fast.sleep = (wait, signal) => refused.promise.then(() => fast.sleep(wait, signal));
    const { call, fake } = await start({ clock: { now: fast.now, sleep }, perMinute: { calls: 1 } });
    fake.fail({ ...storm, headers: { "retry-after": "900" } });
    const calls = [call(), call(), call()].map(failureOf);
    expect((await calls[0])?.status).toBe(429);
    refused.resolve();
    const codes = (await Promise.all(calls)).map(({ code }) => code);
    expect(codes).toEqual(["rate-limited", "rate-limited", "rate-limited"]);
    expect(fake.requests).toHaveLength(1);
  });

  it("keeps at most so many calls under way, and their order", async () => {
    const run = createCallRunner(service, {}, { concurrency: 3 });
    let [running, most] = [0, 0];
    const order: number[] = [];
    const calls = Array.from({ length: 12 }, (_, index) => async () => {
      order.push(index);
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 2));
      running -= 1;
    });
    await Promise.all(calls.map((task) => run({ action: "a call", cost: {}, run: task })));
    expect([most, order]).toEqual([3, calls.map((_, index) => index)]);
  });

  it("learns from the headers of every answer, and asks the service how long to wait", async () => {
    const learned: (string | null)[] = [];
    const { call, fake, clock } = await start({
      service: {
        learnLimits: (headers, budget) => {
          learned.push(headers.get("x-limit"));
          if (headers.has("x-limit")) budget.setLimit("calls", Number(headers.get("x-limit")));
        },
        readRetryAfter: ({ headers }) => (headers?.has("x-wait") ? Number(headers.get("x-wait")) : undefined),
      },
    });
    fake.fail({ ...storm, headers: { "x-limit": "1", "x-wait": "1234" } });
    await call();
    expect(learned).toEqual(["1", null]);
    // The jitter is on top of what the service asked for; a limit of one call a minute then holds back the next attempt.
    expect(clock.waits).toEqual([1_734, 61_000 - 1_734]);
  });

  it("ends with the signal's reason, whether waiting or under way", async () => {
    const { call, fake } = await start({ concurrency: 1 });
    fake.fail({ delayMs: 300 });
    const controller = new AbortController();
    const calls = [call("first", controller.signal), call("second", controller.signal)];
    setTimeout(() => controller.abort(new Error("enough")), 20);
    for (const ended of calls) await expect(ended).rejects.toThrow("enough");
    expect(await call("third")).toBe("third");
    expect(fake.requests.map(({ body }) => body.word)).not.toContain("second");
  });

  it("aborts the request under way", async () => {
    let aborted = 0;
    const pending: typeof globalThis.fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener("abort", () => {
          aborted += 1;
          reject(init.signal?.reason);
        });
      });
    const fetch = createExchangeFetch(pending, 5_000);
    const controller = new AbortController();
    const { signal } = controller;
    const call = createCallRunner(
      service,
      {},
      {},
    )({ action: "a call", cost: {}, signal, run: () => fetch("http://a/") });
    setImmediate(() => controller.abort(new Error("enough")));
    await expect(call).rejects.toThrow("enough");
    expect(aborted).toBe(1);
  });

  it("tells apart what an SDK refuses before it sends anything", async () => {
    const run = createCallRunner(service, {}, {});
    const refused = { action: "a call", cost: {}, run: () => Promise.reject(new TypeError("a field is missing")) };
    const error = await failureOf(run(refused));
    expect([error.code, error.message]).toEqual(["invalid-request", expect.stringContaining("a field is missing")]);
  });
});
