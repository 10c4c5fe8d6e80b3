import { sync } from "@tributary/source-testing";
import type { Document } from "@tributary/validation";
import { afterEach, describe, expect, it } from "vitest";
import { createSlackSource } from "./source.ts";
import { createFakeSlack, type FakeSlack, generateWorkspace, largeSizes } from "./testing/index.ts";
import { expectCensus } from "./world/census.ts";

const HOUR_MS = 3_600_000;

let fake: FakeSlack | undefined;
afterEach(async () => {
  await fake?.close();
});

describe("a large workspace", () => {
  it("is read whole, and a second sync fetches only what changed", { timeout: 240_000 }, async () => {
    const clock = { now: Date.UTC(2026, 2, 5, 13) };
    const slack = await createFakeSlack({ now: () => clock.now });
    fake = slack;
    generateWorkspace(slack, largeSizes, clock.now - HOUR_MS);
    const config = { team: slack.team.id, apiUrl: slack.url };
    const make = () =>
      createSlackSource(config, { credentials: { token: slack.tokens.bot }, fetch: slack.fetch, now: () => clock.now });
    const asked = (from: number, method: string) =>
      slack.requests.slice(from).filter((request) => request.method === method).length;

    const held = new Map<string, Document>();
    const first = await sync(make(), held, null, "full");
    expectCensus(held, slack);
    expect(slack.census().messages.length).toBeGreaterThanOrEqual(20_000);
    expect(slack.census().threads.size).toBe(2_000);
    expect(first.complete).toBe(true);
    expect(first.longestCursor).toBeLessThan(32 * 1024);
    expect(first.peak).toBeLessThan(300 * 1024 * 1024);
    expect(asked(0, "conversations.history")).toBeLessThanOrEqual(200);
    expect(asked(0, "conversations.replies")).toBeLessThanOrEqual(2_003);

    clock.now += HOUR_MS;
    let before = slack.requests.length;
    const idle = await sync(make(), held, first.cursor);
    expect([...idle.listed, ...idle.deleted]).toEqual([]);
    expect(asked(before, "conversations.replies")).toBe(0);
    // One for each channel, and one for its older threads in which somebody wrote within two weeks.
    expect(asked(before, "conversations.history")).toBeLessThanOrEqual(110);

    clock.now += HOUR_MS;
    const { messages } = slack.census();
    const loose = messages
      .filter(({ thread }) => thread === null)
      .sort((one, other) => Number(other.ts) - Number(one.ts));
    const parents = messages
      .filter(({ thread, ts }) => thread === ts)
      .sort((one, other) => Number(other.ts) - Number(one.ts));
    const [edited, removed] = loose;
    const [recent, , older] = [
      parents[0],
      parents[1],
      parents.find(({ ts }) => Number(ts) * 1_000 < clock.now - 5 * 24 * HOUR_MS),
    ];
    if (!edited || !removed || !recent || !older) throw new Error("The generated workspace has no such messages.");
    slack.edit(edited.channel, edited.ts, "An edited message.");
    slack.remove(removed.channel, removed.ts);
    slack.post(recent.channel, { text: "A late reply.", thread: recent.ts });
    slack.post(older.channel, { text: "A very late reply.", thread: older.ts });
    slack.post(older.channel, { text: "A new message." });
    before = slack.requests.length;
    const second = await sync(make(), held, idle.cursor);
    expect(asked(before, "conversations.replies")).toBe(2);
    expect(second.stored.length).toBeLessThanOrEqual(6);
    expectCensus(held, slack);

    clock.now += 25 * HOUR_MS;
    before = slack.requests.length;
    const daily = await sync(make(), held, second.cursor);
    expect(daily.complete).toBe(true);
    expect(daily.stored).toEqual([]);
    expectCensus(held, slack);
    expect(slack.refusals).toEqual([]);
  });
});
