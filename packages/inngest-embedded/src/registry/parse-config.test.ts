import { describe, expect, it } from "vitest";
import { readApp } from "./sync.ts";

type Raw = Record<string, unknown>;

/** A function as the SDK reports it. */
function report(options: Raw): Raw {
  return {
    id: "app-fn",
    name: "fn",
    triggers: [{ event: "go" }],
    steps: { step: { id: "step", name: "step", runtime: { type: "http", url: "http://app/api/inngest" } } },
    ...options,
  };
}

function register(options: Raw): ReturnType<typeof readApp> {
  return readApp("app", "js:v4.24.0", [report(options)]);
}

function withRetries(attempts: unknown): Raw {
  return { steps: { step: { id: "step", name: "step", runtime: {}, retries: { attempts } } } };
}

function times(count: number, value: Raw): Raw[] {
  return Array.from({ length: count }, () => value);
}

const batch = { maxSize: 10, timeout: "5s" };

describe("registration", () => {
  const refused: readonly [string, Raw, string][] = [
    ["no name of an event", { triggers: [{ event: "" }] }, "triggers[0].event must be a text that is not empty"],
    [
      "eleven triggers",
      { triggers: Array.from({ length: 11 }, (_, n) => ({ event: `go${n}` })) },
      "triggers may have at most 10 entries",
    ],
    ["triggers that are no list of objects", { triggers: ["go"] }, "triggers"],
    [
      "a wildcard in the middle",
      { triggers: [{ event: "a/*.b" }] },
      'triggers[0].event "a/*.b" may use * only at its end',
    ],
    ["a wildcard inside a word", { triggers: [{ event: "a/b*" }] }, "triggers[0].event"],
    ["a wildcard alone", { triggers: [{ event: "*" }] }, "triggers[0].event"],
    [
      "a trigger's bad expression",
      { triggers: [{ event: "go", expression: "event.data. ==" }] },
      "triggers[0].expression",
    ],
    [
      "one event twice",
      { triggers: times(2, { event: "go", expression: "event.data.a" }) },
      "triggers[1].event is there twice",
    ],
    ["one cron twice", { triggers: times(2, { cron: "0 * * * *" }) }, "triggers[1].cron is there twice"],
    [
      "an escape that does not exist",
      { triggers: [{ event: "go", expression: String.raw`event.data.a.matches('\d')` }] },
      "triggers[0].expression",
    ],
    ["an unknown variable", { triggers: [{ event: "go", expression: "data.a == 1" }] }, '"data" is not known'],
    [
      "a key of two types",
      { rateLimit: { limit: 1, period: "1m", key: "event.data.a == true ? false : 'paid'" } },
      "rateLimit.key is no valid expression: Both sides of ?: must have one type",
    ],
    ["an unknown function", { triggers: [{ event: "go", expression: "nope(event)" }] }, '"nope" is not known'],
    ["a trigger's unknown option", { triggers: [{ event: "go", when: "x" }] }, "triggers[0].when is not supported"],
    ["a cron of six fields", { triggers: [{ cron: "0 0 * * * *" }] }, "triggers[0].cron cannot be used"],
    ["a cron nickname", { triggers: [{ cron: "@hourly" }] }, "triggers[0].cron cannot be used"],
    ["a cron with L", { triggers: [{ cron: "0 0 L * *" }] }, "triggers[0].cron cannot be used"],
    ["a cron in no zone", { triggers: [{ cron: "TZ=Nowhere 0 0 * * *" }] }, "triggers[0].cron cannot be used"],
    [
      "a jitter under a second",
      { triggers: [{ cron: "0 0 * * *", jitter: "500ms" }] },
      "triggers[0].jitter must be between",
    ],
    [
      "a jitter over five minutes",
      { triggers: [{ cron: "0 0 * * *", jitter: "6m" }] },
      "triggers[0].jitter must be between",
    ],
    ["21 retries", withRetries(21), "steps.step.retries.attempts must be a whole number from 0 to 20, not 21"],
    ["minus one retry", withRetries(-1), "steps.step.retries.attempts must be a whole number"],
    ["half a retry", withRetries(1.5), "steps.step.retries.attempts must be a whole number"],
    ["three concurrency entries", { concurrency: times(3, { limit: 1 }) }, "concurrency may have at most 2 entries"],
    ["a negative concurrency", { concurrency: -1 }, "concurrency must be a whole number"],
    ["a concurrency without limit", { concurrency: [{ key: "event.data.a" }] }, "concurrency[0].limit is missing"],
    [
      "an unknown scope",
      { concurrency: [{ limit: 1, key: "'a'", scope: "team" }] },
      'concurrency[0].scope must be "fn"',
    ],
    ["scope env without key", { concurrency: [{ limit: 1, scope: "env" }] }, "concurrency[0].key is needed"],
    ["scope account without key", { concurrency: [{ limit: 1, scope: "account" }] }, "concurrency[0].key is needed"],
    [
      "a concurrency key that does not parse",
      { concurrency: [{ limit: 1, key: "event.data." }] },
      "concurrency[0].key",
    ],
    ["a priority that does not parse", { priority: { run: "event.data.p *" } }, "priority.run is no valid expression"],
    ["a priority of another kind", { priority: { step: "1" } }, "priority.step is not supported"],
    ["six cancels", { cancel: times(6, { event: "stop" }) }, "cancel may have at most 5 entries"],
    ["a cancel's bad expression", { cancel: [{ event: "stop", if: "async.data.a ==" }] }, "cancel[0].if"],
    [
      "a cancel's bad timeout",
      { cancel: [{ event: "stop", timeout: "soon" }] },
      "cancel[0].timeout must be a duration or an ISO date",
    ],
    [
      "an unreadable start timeout",
      { timeouts: { start: "1 hour" } },
      'timeouts.start must be a duration such as "30s"',
    ],
    ["an empty finish timeout", { timeouts: { finish: "" } }, "timeouts.finish must be a text that is not empty"],
    ["an idempotency that does not parse", { idempotency: "event.data.[" }, "idempotency is no valid expression"],
    [
      "a rate limit of nothing",
      { rateLimit: { limit: 0, period: "1m" } },
      "rateLimit.limit must be a whole number from 1",
    ],
    ["a rate limit without period", { rateLimit: { limit: 1 } }, "rateLimit.period is needed"],
    ["a rate limit over 24 hours", { rateLimit: { limit: 1, period: "25h" } }, "rateLimit.period must be between"],
    ["a rate limit under a second", { rateLimit: { limit: 1, period: "10ms" } }, "rateLimit.period must be between"],
    [
      "a rate limit with a burst",
      { rateLimit: { limit: 1, period: "1m", burst: 1 } },
      "rateLimit.burst is not supported",
    ],
    [
      "a rate limit with idempotency",
      { rateLimit: { limit: 1, period: "1m" }, idempotency: "'a'" },
      "idempotency cannot be combined",
    ],
    ["a throttle without limit", { throttle: { period: "1m" } }, "throttle.limit is needed"],
    ["a throttle with a negative burst", { throttle: { limit: 1, period: "1m", burst: -1 } }, "throttle.burst"],
    [
      "a debounce under a second",
      { debounce: { period: "900ms" } },
      "debounce.period must be between 1 s and 604800 s",
    ],
    ["a debounce over seven days", { debounce: { period: "8d" } }, "debounce.period must be between 1 s and 604800 s"],
    ["a debounce without period", { debounce: { key: "event.data.a" } }, "debounce.period is needed"],
    ["a singleton of no mode", { singleton: { key: "event.data.a" } }, 'singleton.mode must be "skip" or "cancel"'],
    ["a singleton's bad key", { singleton: { mode: "skip", key: "event.." } }, "singleton.key is no valid expression"],
    ["a batch without size", { batchEvents: { timeout: "5s" } }, "batchEvents.maxSize is needed"],
    [
      "a batch of nothing",
      { batchEvents: { maxSize: 0, timeout: "5s" } },
      "batchEvents.maxSize must be a whole number",
    ],
    ["a batch under a second", { batchEvents: { maxSize: 5, timeout: "10ms" } }, "batchEvents.timeout must be between"],
    [
      "a batch's bad condition",
      { batchEvents: { ...batch, if: "event.data.a = 1" } },
      "batchEvents.if is no valid expression",
    ],
    [
      "a batch with cancels",
      { batchEvents: batch, cancel: [{ event: "stop" }] },
      "cancel cannot be combined with batchEvents",
    ],
    ["a batch with a debounce", { batchEvents: batch, debounce: { period: "5s" } }, "debounce cannot be combined"],
    ["a batch with a singleton", { batchEvents: batch, singleton: { mode: "skip" } }, "singleton cannot be combined"],
    ["a batch with priorities", { batchEvents: batch, priority: { run: "1" } }, "priority cannot be combined"],
    ["an option nobody knows", { parallelism: 3 }, "parallelism is not supported by the embedded engine"],
  ];

  it.each(refused)("refuses %s, naming function and option", (_name, options, message) => {
    expect(() => register(options)).toThrow(`function "app-fn": `);
    expect(() => register(options)).toThrow(message);
  });

  const accepted: readonly [string, Raw, Raw][] = [
    ["no trigger", { triggers: [] }, { triggers: [] }],
    ["ten triggers", { triggers: Array.from({ length: 10 }, (_, n) => ({ event: `go${n}` })) }, {}],
    [
      "one event with two expressions",
      { triggers: [{ event: "go" }, { event: "go", expression: "event.data.a == 1" }] },
      {},
    ],
    ["wildcards", { triggers: [{ event: "a/*" }, { event: "a/b.*" }, { event: "a.b.*" }] }, {}],
    ["names of any shape", { triggers: [{ event: "a b-c_d:e" }] }, {}],
    [
      "a cron with a zone and jitter",
      { triggers: [{ cron: "TZ=Europe/Prague */5 9-17 1,15 JAN-MAR MON-FRI", jitter: "5m" }] },
      {
        triggers: [{ kind: "cron", expression: "TZ=Europe/Prague */5 9-17 1,15 JAN-MAR MON-FRI", jitterMs: 300_000 }],
      },
    ],
    ["no retries set: five attempts", {}, { maxAttempts: 5 }],
    ["no retries", withRetries(0), { maxAttempts: 1 }],
    ["twenty retries", withRetries(20), { maxAttempts: 21 }],
    ["concurrency as a number", { concurrency: 3 }, { concurrency: [{ id: "fn:app-fn", limit: 3, key: undefined }] }],
    ["concurrency of zero: none", { concurrency: 0 }, { concurrency: [] }],
    [
      "concurrency of one entry, not in a list",
      { concurrency: { limit: 2, key: "event.data.a", scope: "account" } },
      { concurrency: [{ id: "account:event.data.a", limit: 2, key: "event.data.a" }] },
    ],
    ["two concurrency entries", { concurrency: [{ limit: 5 }, { limit: 2, key: "'x'", scope: "env" }] }, {}],
    ["five cancels", { cancel: times(5, { event: "stop" }) }, {}],
    ["a cancel until a date", { cancel: [{ event: "stop", timeout: "2030-01-01T00:00:00.000Z" }] }, {}],
    [
      "timeouts",
      { timeouts: { start: "10s", finish: "1h30m" } },
      { startTimeoutMs: 10_000, finishTimeoutMs: 5_400_000 },
    ],
    [
      "a rate limit over a day",
      { rateLimit: { limit: 1, period: "24h" } },
      { rateLimit: { limit: 1, periodMs: 86_400_000, burst: 0, key: undefined } },
    ],
    ["a rate limit over a second", { rateLimit: { limit: 1, period: "1s" } }, {}],
    [
      "a throttle with everything",
      { throttle: { limit: 3, period: "5s", burst: 2, key: "event.data.t" } },
      { throttle: { limit: 3, periodMs: 5000, burst: 2, key: "event.data.t" } },
    ],
    [
      "a debounce of a second",
      { debounce: { period: "1s" } },
      { debounce: { periodMs: 1000, timeoutMs: undefined, key: undefined } },
    ],
    ["a debounce of seven days", { debounce: { period: "7d", timeout: "4w", key: "event.data.k" } }, {}],
    ["a singleton", { singleton: { mode: "cancel" } }, { singleton: { mode: "cancel", key: undefined } }],
    ["a batch of two over a second", { batchEvents: { maxSize: 2, timeout: "1s" } }, {}],
    ["a batch with a rate limit", { batchEvents: batch, rateLimit: { limit: 1, period: "1m" } }, {}],
    [
      "idempotency",
      { idempotency: "event.data.a + '-' + event.data.b" },
      { idempotency: "event.data.a + '-' + event.data.b" },
    ],
  ];

  it.each(accepted)("accepts %s", (_name, options, expected) => {
    expect(register(options).functions[0]?.config).toMatchObject(expected);
  });

  it("names every problem of every function at once", () => {
    const functions = [
      report({ id: "app-a", timeouts: { start: "x", finish: "y" } }),
      report({ id: "app-b", concurrency: -1 }),
      report({ id: "app-c" }),
    ];
    expect(() => readApp("app", "js:v4.24.0", functions)).toThrow(
      /function "app-a": timeouts\.start .*; function "app-a": timeouts\.finish .*; function "app-b": concurrency /,
    );
  });
});
