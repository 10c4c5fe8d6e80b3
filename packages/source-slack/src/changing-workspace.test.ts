import { sync } from "@tributary/source-testing";
import type { Document } from "@tributary/validation";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SlackSourceConfig } from "./config.ts";
import { createSlackSource } from "./source.ts";
import { createFakeSlack, type FakeSlack } from "./testing/index.ts";
import { parseDelivery } from "./webhook/parse.ts";
import { expectCensus } from "./world/census.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const clock = { now: 0 };
let fake: FakeSlack;
let held: Map<string, Document>;
let cursor: string | null;
let general: string;

beforeEach(async () => {
  clock.now = Date.UTC(2026, 0, 5, 9);
  fake = await createFakeSlack({ now: () => clock.now });
  held = new Map();
  cursor = null;
  general = fake.addChannel("general");
});
afterEach(async () => {
  await fake.close();
  expect(fake.refusals).toEqual([]);
});

const make = (config: Partial<SlackSourceConfig> = {}) =>
  createSlackSource(
    { team: fake.team.id, apiUrl: fake.url, ...config },
    { credentials: { token: fake.tokens.bot }, fetch: fake.fetch, now: () => clock.now, messagesPerRequest: 3 },
  );
const later = (milliseconds: number) => {
  clock.now += milliseconds;
};
const say = (text: string, thread?: string, channel = general) => {
  later(MINUTE_MS);
  return fake.post(channel, { text, ...(thread !== undefined && { thread }) });
};
const read = async (mode: "full" | "incremental" = "incremental") => {
  const done = await sync(make(), held, cursor, mode);
  cursor = done.cursor;
  return done;
};
const idOf = (kind: string, ts: string, channel = general) => `slack:${fake.team.id}:${kind}:${channel}:${ts}`;

/** Has the next change delivered as an event, and the source follow it. */
async function follow(change: () => void) {
  const told: Record<string, unknown>[] = [];
  const { createServer } = await import("node:http");
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    told.push(JSON.parse(Buffer.concat(parts).toString()));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const end = fake.subscribe({ url: `http://127.0.0.1:${port}/`, secret: "signing-secret" });
  change();
  await fake.settled();
  end();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  const results = [];
  for (const payload of told) {
    const body = new TextEncoder().encode(JSON.stringify(payload));
    const outcome = parseDelivery({ headers: {}, body }, fake.team.id);
    if (outcome.type === "changes") results.push(await sync(make(), held, cursor, "incremental", outcome.changes));
  }
  return results;
}

describe("conversations that go on", () => {
  it("moves a message into a thread with its first reply", async () => {
    const ts = say("A question");
    await read("full");
    expect([...held.keys()]).toEqual([idOf("messages", ts)]);
    say("An answer", ts);
    const { deleted } = await read();
    expect([...held.keys()]).toEqual([idOf("thread", ts)]);
    expect(deleted).toEqual([idOf("messages", ts)]);
    expectCensus(held, fake);
  });

  it("does the same when an event tells of it", async () => {
    const first = say("Good morning");
    const ts = say("A question");
    await read("full");
    await follow(() => say("An answer", ts));
    expect([...held.keys()].sort()).toEqual([idOf("messages", first), idOf("thread", ts)]);
    expectCensus(held, fake);
  });

  it("notices late replies to threads that began weeks ago", async () => {
    const ts = say("A question");
    say("An answer", ts);
    await read("full");
    // The next pull is not to be the census, which finds everything anyway.
    const postponed = () => JSON.stringify({ ...JSON.parse(cursor ?? ""), listedAt: clock.now + 30 * DAY_MS });
    for (let day = 0; day < 8; day += 1) {
      cursor = postponed();
      later(3 * DAY_MS);
      say(`An answer after ${day} days`, ts);
      const { complete } = await read();
      expectCensus(held, fake);
      expect(complete).toBe(false);
    }
  });

  it("notices edits and deletions of the last days, wherever a conversation is split by them", async () => {
    const times = ["one", "two", "three", "four", "five", "six"].map((text) => say(text));
    later(60 * MINUTE_MS);
    say("later");
    await read("full");
    fake.edit(general, times[3] ?? "", "four, edited");
    expect((await read()).stored).toEqual([idOf("messages", times[0] ?? "")]);
    fake.remove(general, times[0] ?? "");
    const { deleted, stored } = await read();
    expect([deleted, stored]).toEqual([[idOf("messages", times[0] ?? "")], [idOf("messages", times[1] ?? "")]]);
    expectCensus(held, fake);
  });

  it("follows every kind of event about messages", async () => {
    const times = ["one", "two", "three"].map((text) => say(text));
    const [first = "", second = "", third = ""] = times;
    const reply = say("A reply", third);
    await read("full");
    const steps = [
      () => void say("four"),
      () => fake.edit(general, second, "two, edited"),
      () => fake.edit(general, reply, "A reply, edited"),
      () => void say("Another reply", third),
      () => fake.remove(general, first),
      () => fake.remove(general, reply),
      () => fake.remove(general, third),
    ];
    for (const step of steps) {
      later(MINUTE_MS);
      await follow(step);
      expectCensus(held, fake);
    }
    // What events have done, neither the next pull nor the census does again, but for the thread with an edited reply.
    expect((await read()).stored.length).toBeLessThanOrEqual(2);
    expectCensus(held, fake);
  });

  it("puts messages of four hours, replies in the channel and noise where they belong", async () => {
    clock.now = Date.UTC(2026, 0, 5, 11, 55);
    for (let minute = 0; minute < 10; minute += 1) say(`Minute ${minute}`);
    const ts = say("A question");
    fake.post(general, { text: "Shown in the channel", thread: ts, broadcast: true });
    fake.post(general, { text: "<@U1> has joined the channel", more: { subtype: "channel_join" } });
    await read("full");
    const counts = [...held.values()].map(({ type, metadata }) => [type, metadata?.messages]).sort();
    expect(counts).toEqual([
      ["messages", 4],
      ["messages", 6],
      ["thread", 2],
    ]);
  });
});

describe("what apps write", () => {
  it("is left out when it is not to be read, but for threads people write in", async () => {
    const more = { bot_id: "B1", subtype: "bot_message", username: "alerts" };
    const alert = fake.post(general, { text: "Disk full", more });
    say("Looking", alert);
    const hello = say("Hello");
    later(14 * MINUTE_MS);
    const second = fake.post(general, { text: "Disk full again", more });
    later(14 * MINUTE_MS);
    const bye = say("Bye");
    const source = () => make({ bots: false });
    const first = await sync(source(), held, null, "full");
    const expected = [idOf("thread", alert), idOf("messages", hello), idOf("messages", bye)];
    expect([...held.keys()].sort()).toEqual(expected.sort());
    expect(held.get(idOf("thread", alert))?.content).toContain("Disk full");
    say("Looking again", second);
    const { stored, deleted } = await sync(source(), held, first.cursor);
    expect([stored, deleted]).toEqual([[idOf("thread", second)], []]);
  });
});

describe("channels that come and go", () => {
  it("reads a channel the app was invited to from its beginning, and one it was taken out of no more", async () => {
    const other = fake.addChannel("other", { joined: false });
    say("Long ago", undefined, other);
    later(30 * DAY_MS);
    say("Now");
    await read("full");
    expect(held.size).toBe(1);
    fake.join(other);
    later(MINUTE_MS);
    expect((await read()).stored.length).toBe(1);
    expectCensus(held, fake);
    fake.leave(general);
    later(MINUTE_MS);
    expect((await read()).complete).toBe(true);
    expectCensus(held, fake);
    expect(held.size).toBe(1);
  });

  it("reads a renamed channel again when an event tells of it", async () => {
    const ts = say("Hello");
    later(30 * DAY_MS);
    await read("full");
    const [done] = await follow(() => fake.rename(general, "lobby"));
    expect(done?.stored).toEqual([idOf("messages", ts)]);
    expect(held.get(idOf("messages", ts))?.title).toBe("#lobby: Hello");
  });

  it("reads direct messages only when asked to, and only channels that are named", async () => {
    const ada = fake.addUser("ada", "Ada Lovelace");
    const direct = fake.addChannel("", { kind: "im", user: ada });
    const other = fake.addChannel("other");
    say("In general");
    say("In private", undefined, direct);
    say("In another", undefined, other);
    const titles = async (config: Partial<SlackSourceConfig>) => {
      const documents = new Map<string, Document>();
      await sync(make(config), documents, null, "full");
      return [...documents.values()].map(({ title }) => title).sort();
    };
    expect(await titles({})).toEqual(["#general: In general", "#other: In another"]);
    expect(await titles({ channels: ["#other"] })).toEqual(["#other: In another"]);
    expect(await titles({ exclude: [general] })).toEqual(["#other: In another"]);
    expect(await titles({ directMessages: true, exclude: ["other"] })).toEqual([
      "#general: In general",
      "Direct message with ada: In private",
    ]);
  });

  it("loses nothing when a channel cannot be read for once", async () => {
    const other = fake.addChannel("other");
    say("In general");
    say("In another", undefined, other);
    await read("full");
    const mend = fake.fail({
      fault: { type: "error", error: "not_in_channel" },
      method: "conversations.history",
      times: 1,
    });
    later(DAY_MS + MINUTE_MS);
    expect((await read()).complete).toBe(false);
    mend();
    expect(held.size).toBe(2);
    later(MINUTE_MS);
    expect((await read()).complete).toBe(false);
    later(DAY_MS);
    expect((await read()).complete).toBe(true);
    expectCensus(held, fake);
  });

  it("deletes nothing when lists come out empty for once", async () => {
    const ts = say("In general");
    say("A reply", ts);
    await read("full");
    for (const [method, list] of Object.entries({
      "conversations.list": "channels",
      "conversations.history": "messages",
    })) {
      later(DAY_MS / 2);
      const empty = (answer: Record<string, unknown>) => ({ ...answer, [list]: [] });
      const mend = fake.fail({ fault: { type: "alter", alter: empty }, method, times: 1 });
      await sync(make(), held, cursor).catch(() => {});
      await sync(make(), held, cursor, "full").catch(() => {});
      mend();
      expect(held.size, method).toBe(1);
    }
  });
});
