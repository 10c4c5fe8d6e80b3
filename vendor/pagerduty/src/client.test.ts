import { describe, expect, it, onTestFinished } from "vitest";
import { createPagerDutyClient, PagerDutyError } from "./index.ts";
import { createFastClock, startPagerDutyFake } from "./testing.ts";

const routingKey = "0123456789abcdef0123456789abcdef";
const event = { dedupKey: "sync:1", summary: "A sync failed", severity: "critical", source: "tributary" } as const;

async function setUp(options: { readonly routingKey?: string } = {}) {
  const fake = await startPagerDutyFake({ routingKey });
  onTestFinished(() => fake.close());
  const clock = createFastClock();
  const client = createPagerDutyClient({ routingKey, baseUrl: fake.url, clock, ...options });
  return { fake, clock, client };
}

describe("the PagerDuty client", () => {
  it("triggers once a key, acknowledges, resolves, and opens another after that", async () => {
    const { fake, client } = await setUp();
    await client.trigger(event);
    const link = { href: "https://tributary.example/alerts", text: "The alert" };
    const more = { component: "github", class: "sync-failed", details: { attempts: 5 }, happenedAt: new Date(), link };
    await client.trigger({ ...event, ...more });
    await client.acknowledge(event.dedupKey);
    expect(fake.alerts).toMatchObject([{ dedupKey: "sync:1", state: "acknowledged", triggers: 2 }]);
    await client.resolve(event.dedupKey);
    await client.resolve("of nothing");
    await client.trigger(event);
    expect(fake.alerts.map(({ state }) => state)).toEqual(["resolved", "triggered"]);
  });

  it("keeps to the limits: a summary is cut, a key becomes a hash, the same one every time", async () => {
    const { fake, client } = await setUp();
    const dedupKey = "k".repeat(256);
    await client.trigger({ ...event, dedupKey, summary: `${"s".repeat(1_022)}🦉 and on` });
    await client.resolve(dedupKey);
    const [alert] = fake.alerts;
    expect(alert).toMatchObject({ state: "resolved", summary: `${"s".repeat(1_022)}…` });
    expect(alert?.dedupKey).toHaveLength(64);
  });

  it("tries again after the time it is told, and after an error of the server", async () => {
    const { fake, clock, client } = await setUp();
    fake.fail({ status: 429, headers: { "retry-after": "12" } });
    fake.fail({ status: 500, text: '{"status":"error","message":"Internal"}' });
    fake.fail({ drop: "before" });
    await client.trigger(event);
    expect(fake.alerts).toHaveLength(1);
    expect(clock.waits[0]).toBeGreaterThanOrEqual(12_000);
  });

  it("fails with one typed error that never holds the key", async () => {
    const wrong = "ffffffffffffffffffffffffffffffff";
    const { client } = await setUp({ routingKey: wrong });
    const error = await client.trigger(event).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PagerDutyError);
    expect(error).toMatchObject({ code: "unauthorized", status: 400, retryable: false });
    expect(String(error)).not.toContain(wrong);
    expect(() => createPagerDutyClient({ routingKey: "" })).toThrow("empty");
  });

  it("says what PagerDuty does not take, and follows no redirect", async () => {
    const { fake, client } = await setUp();
    await expect(client.trigger({ ...event, summary: "" })).rejects.toMatchObject({ code: "invalid-request" });
    fake.fail({ status: 307, headers: { location: "http://127.0.0.1:1/" } });
    await expect(client.trigger(event)).rejects.toMatchObject({ code: "invalid-request" });
  });
});
