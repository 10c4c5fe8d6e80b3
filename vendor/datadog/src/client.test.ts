import { describe, expect, it, onTestFinished } from "vitest";
import { createDatadogClient, DatadogError } from "./index.ts";
import { createFastClock, startDatadogFake } from "./testing.ts";

const event = { title: "A sync failed", text: "GitHub refused the token." };

async function setUp(options: { readonly apiKey?: string } = {}) {
  const fake = await startDatadogFake({ apiKey: "right" });
  onTestFinished(() => fake.close());
  const clock = createFastClock();
  const client = createDatadogClient({ apiKey: "right", baseUrl: fake.url, clock, ...options });
  return { fake, clock, client };
}

describe("the Datadog client", () => {
  it("posts an event with everything it has", async () => {
    const { fake, client } = await setUp();
    const happenedAt = new Date("2026-11-22T10:00:00.900Z");
    const fields = { type: "error", priority: "low", tags: ["team:docs"], aggregationKey: "sync", happenedAt } as const;
    await client.postEvent({ ...event, ...fields });
    expect(fake.events).toEqual([
      {
        ...event,
        alert_type: "error",
        priority: "low",
        tags: ["team:docs"],
        aggregation_key: "sync",
        date_happened: 1_795_341_600,
      },
    ]);
  });

  it("cuts what is longer than Datadog takes, and no character in two", async () => {
    const { fake, client } = await setUp();
    const long = `${"x".repeat(98)}🦉${"y".repeat(5_000)}`;
    await client.postEvent({ title: long, text: long, tags: [long], aggregationKey: long });
    const [taken] = fake.events;
    expect(taken?.title).toBe(`${"x".repeat(98)}…`);
    expect(taken?.text).toHaveLength(4_000);
    expect(taken?.tags?.[0]).toHaveLength(200);
  });

  it("tries again after the time it is told, by either header", async () => {
    const { fake, clock, client } = await setUp();
    fake.fail({ status: 429, text: '{"errors":["Too many requests"]}', headers: { "retry-after": "7" } });
    fake.fail({ status: 429, text: '{"errors":["Too many requests"]}', headers: { "x-ratelimit-reset": "9" } });
    fake.fail({ status: 503, text: "<html>" });
    await client.postEvent(event);
    expect(fake.events).toHaveLength(1);
    expect(clock.waits[0]).toBeGreaterThanOrEqual(7_000);
    expect(clock.waits.some((wait) => wait >= 9_000)).toBe(true);
  });

  it("fails with one typed error that never holds the key", async () => {
    const { client } = await setUp({ apiKey: "a wrong one" });
    const error = await client.postEvent(event).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DatadogError);
    expect(error).toMatchObject({ code: "unauthorized", status: 403, retryable: false });
    expect(String(error)).not.toContain("a wrong one");
    expect(() => createDatadogClient({ apiKey: "" })).toThrow("empty");
  });

  it("follows no redirect and gives up on silence", async () => {
    const { fake, client } = await setUp();
    fake.fail({ status: 302, headers: { location: "http://169.254.169.254/" } });
    await expect(client.postEvent(event)).rejects.toMatchObject({ code: "invalid-request" });
    const hasty = createDatadogClient({ apiKey: "right", baseUrl: fake.url, timeoutMs: 20, retry: { attempts: 1 } });
    fake.fail({ delayMs: 100 });
    await expect(hasty.postEvent(event)).rejects.toMatchObject({ code: "timeout", retryable: true });
  });
});
