import { describe, expect, it, onTestFinished } from "vitest";
import { checkWebhookAddress, createSlackWebhooks, SlackError } from "./index.ts";
import { createFastClock, startSlackWebhooksFake } from "./testing.ts";

async function setUp() {
  const fake = await startSlackWebhooksFake();
  onTestFinished(() => fake.close());
  const clock = createFastClock();
  const slack = createSlackWebhooks({ allowedOrigins: [fake.url], clock });
  return { fake, clock, slack, channel: fake.addChannel("sync") };
}

describe("Slack's webhooks", () => {
  it("post plain text: nothing in it is markup or calls a channel", async () => {
    const { slack, channel } = await setUp();
    await slack.post(channel.address, "a < b & <!channel> https://tributary.example/alerts");
    await slack.post(channel.address, "x".repeat(50_000));
    expect(channel.messages[0]).toBe("a &lt; b &amp; &lt;!channel&gt; https://tributary.example/alerts");
    expect(channel.messages[1]).toHaveLength(4_000);
  });

  it("try again after the time they are told", async () => {
    const { fake, clock, slack, channel } = await setUp();
    fake.fail({ status: 429, text: "rate_limited", headers: { "retry-after": "30" } });
    fake.fail({ status: 500, text: "rollup_error" });
    await slack.post(channel.address, "hello");
    expect(channel.messages).toEqual(["hello"]);
    expect(clock.waits[0]).toBeGreaterThanOrEqual(30_000);
  });

  it("fail with one typed error that never holds the address", async () => {
    const { fake, slack, channel } = await setUp();
    fake.archiveChannel("sync");
    await expect(slack.post(channel.address, "hello")).rejects.toMatchObject({ code: "not-found", status: 410 });
    fake.removeChannel("sync");
    const error = await slack.post(channel.address, "hello").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SlackError);
    expect(String(error)).toContain("no_service");
    expect(String(error)).not.toContain("services");
    fake.fail({ status: 403, text: `action_prohibited: ${channel.address}` });
    await expect(slack.post(channel.address, "hello")).rejects.toThrow("action_prohibited: [secret]");
    fake.fail({ status: 302, headers: { location: "http://169.254.169.254/" } });
    await expect(slack.post(channel.address, "hello")).rejects.toMatchObject({ retryable: false });
  });

  it.each([
    "http://hooks.slack.com/services/T/B/x",
    "https://hooks.slack.com.example.com/services/T/B/x",
    "https://example.com/hooks.slack.com",
    "https://user:word@hooks.slack.com/services/T/B/x",
    "https://hooks.slack.com:8443/services/T/B/x",
    "https://hooks.slack.com@127.0.0.1/services",
    "https://127.0.0.1/",
    "http://[::1]:80/",
    "http://169.254.169.254/latest/meta-data",
    "file:///etc/passwd",
    "not an address",
  ])("refuse %s, and do not repeat it", async (address) => {
    const { slack } = await setUp();
    const error = await slack.post(address, "hello").catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "invalid-request" });
    expect(String(error)).not.toContain(address);
  });

  it("take an address at Slack, and at an origin that is allowed", () => {
    expect(checkWebhookAddress("https://hooks.slack.com/services/T/B/x").pathname).toBe("/services/T/B/x");
    expect(checkWebhookAddress("https://proxy.example/hooks/1", ["https://proxy.example"]).hostname).toBe(
      "proxy.example",
    );
  });
});
