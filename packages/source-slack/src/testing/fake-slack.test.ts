import { createServer } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { verifyDelivery } from "../webhook/verify.ts";
import { createFakeSlack, type FakeSlack } from "./index.ts";

let fake: FakeSlack;
const clock = { now: Date.UTC(2026, 0, 5, 9) };
beforeEach(async () => {
  fake = await createFakeSlack({ now: () => clock.now });
});
afterEach(() => fake.close());

const call = async (method: string, parameters: Record<string, string> = {}, token = fake.tokens.bot) => {
  const response = await fetch(`${fake.url}${method}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: new URLSearchParams(parameters),
  });
  return (await response.json()) as Record<string, unknown> & { messages: { ts: string }[] };
};

describe("the fake's Web API", () => {
  it("reads oldest, latest and inclusive as documented, newest first", async () => {
    const channel = fake.addChannel("general");
    const times = ["1700000001", "1700000002", "1700000003"].map((second) =>
      fake.post(channel, { text: second, ts: `${second}.000000` }),
    );
    const ask = async (parameters: Record<string, string>) =>
      (await call("conversations.history", { channel, ...parameters })).messages.map(({ ts }) => ts);
    expect(await ask({})).toEqual(times.toReversed());
    expect(await ask({ oldest: "1700000001", latest: "1700000003" })).toEqual([times[1]]);
    expect(await ask({ oldest: "1700000001", latest: "1700000003", inclusive: "true" })).toEqual(times.toReversed());
    const page = await call("conversations.history", { channel, limit: "2" });
    expect(page.has_more).toBe(true);
    const { next_cursor: cursor } = page.response_metadata as { next_cursor: string };
    expect(await ask({ limit: "2", cursor })).toEqual([times[0]]);
    expect(fake.refusals).toEqual([]);
  });

  it("refuses what Slack refuses", async () => {
    const [mine, other] = [fake.addChannel("general"), fake.addChannel("other", { joined: false })];
    const secret = fake.addChannel("secret", { kind: "private", joined: false });
    const errorOf = async (method: string, parameters?: Record<string, string>, token?: string) =>
      (await call(method, parameters, token)).error;
    expect(await errorOf("auth.test", {}, "nobody")).toBe("invalid_auth");
    expect(await errorOf("conversations.history", { channel: other })).toBe("not_in_channel");
    expect(await errorOf("conversations.history", { channel: other }, fake.tokens.user)).toBeUndefined();
    expect(await errorOf("conversations.history", { channel: secret })).toBe("channel_not_found");
    expect(await errorOf("conversations.replies", { channel: mine, ts: "1700000000.000100" })).toBe("thread_not_found");
    expect(await errorOf("conversations.history", { channel: mine, cursor: "nonsense" })).toBe("invalid_cursor");
    expect(await errorOf("users.info", { user: "U404" })).toBe("user_not_found");
    expect(fake.refusals).toEqual([]);
    expect(await errorOf("conversations.history", { channel: mine, limit: "1000" })).toBe("invalid_arguments");
    expect(await errorOf("conversations.history", { channel: mine, sort: "asc" })).toBe("invalid_arguments");
    expect(await errorOf("chat.postMessage")).toBe("unknown_method");
    expect(fake.refusals.length).toBe(3);
    const give = fake.revoke("users:read");
    expect(await call("users.list")).toMatchObject({ ok: false, error: "missing_scope", needed: "users:read" });
    give();
    expect((await call("team.info")).team).toMatchObject({ id: fake.team.id });
    expect(await errorOf("users.list")).toBeUndefined();
  });
});

describe("the fake's events", () => {
  it("are signed, and sent again with their headers until they are taken", async () => {
    const got: { retry: string | undefined; reason: string | undefined; type: string }[] = [];
    const server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      const body = Buffer.concat(parts);
      const headers = request.headers as Record<string, string | undefined>;
      verifyDelivery({ headers, body }, ["secret"], clock.now);
      const { event } = JSON.parse(body.toString());
      got.push({ retry: headers["x-slack-retry-num"], reason: headers["x-slack-retry-reason"], type: event.type });
      response.writeHead(got.length < 3 ? 500 : 200).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    fake.subscribe({ url: `http://127.0.0.1:${port}/`, secret: "secret" });
    fake.post(fake.addChannel("general"), { text: "Hello" });
    await fake.settled();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(got).toEqual([
      { retry: undefined, reason: undefined, type: "message" },
      { retry: "1", reason: "http_error", type: "message" },
      { retry: "2", reason: "http_error", type: "message" },
    ]);
    expect(fake.deliveries.map(({ status }) => status)).toEqual([500, 500, 200]);
  });
});
