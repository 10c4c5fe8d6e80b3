import { isSourceError } from "@tributary/source";
import { sync, syncUntilDone } from "@tributary/source-testing";
import type { Document } from "@tributary/validation";
import { describe, expect, it } from "vitest";
import { createSlackSource } from "./source.ts";
import { createFakeSlack, type FakeFault, type FakeSlack, generateWorkspace } from "./testing/index.ts";
import { expectCensus } from "./world/census.ts";

const HOUR_MS = 3_600_000;
const sizes = {
  users: 3,
  channels: 3,
  threadsPerChannel: 2,
  repliesPerThread: 2,
  messagesPerChannel: 8,
  longThread: 0,
};

const faults: Readonly<Record<string, FakeFault>> = {
  "429": { type: "status", status: 429, headers: { "retry-after": "1" } },
  internal_error: { type: "error", error: "internal_error" },
  "a reset": { type: "reset", afterBytes: 25 },
  HTML: { type: "html" },
  "nothing in a list": {
    type: "alter",
    alter: (answer) =>
      Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, Array.isArray(value) ? [] : value])),
  },
  "half of a list": {
    type: "alter",
    alter: (answer) => ({
      ...Object.fromEntries(
        Object.entries(answer).map(([key, value]) => [
          key,
          Array.isArray(value) ? value.slice(0, Math.floor(value.length / 2)) : value,
        ]),
      ),
      has_more: false,
      response_metadata: { next_cursor: "" },
    }),
  },
};

describe("one failure anywhere in a sync", () => {
  it.each(Object.entries(faults))(
    "loses nothing and deletes nothing: %s",
    { timeout: 60_000 },
    async (_name, fault) => {
      const clock = { now: Date.UTC(2026, 2, 5, 13) };
      const fake: FakeSlack = await createFakeSlack({ now: () => clock.now });
      generateWorkspace(fake, sizes, clock.now - HOUR_MS);
      const [channel = ""] = fake.state.channels.keys();
      const make = () =>
        createSlackSource(
          { team: fake.team.id, apiUrl: fake.url },
          { credentials: { token: fake.tokens.bot }, fetch: fake.fetch, now: () => clock.now, messagesPerRequest: 50 },
        );
      try {
        const calm = new Map<string, Document>();
        const first = await sync(make(), calm, null, "full");
        clock.now += HOUR_MS;
        const ts = fake.post(channel, { text: "Is anybody here?" });
        fake.post(channel, { text: "Yes.", thread: ts });
        for (const from of [null, first.cursor]) {
          const count = fake.requests.length;
          await sync(make(), new Map(calm), from, from === null ? "full" : "incremental");
          const requests = fake.requests.length - count;
          // What breaks off is the same everywhere; what is left out is not.
          const step = fault.type === "alter" ? 1 : Math.ceil(requests / 3);
          for (let position = 0; position < requests; position += step) {
            const held = new Map(calm);
            const mend = fake.fail({ fault, after: position, times: 1 });
            const { failures } = await syncUntilDone(make, held, from, from === null ? "full" : "incremental");
            const codes = failures.map((error) => isSourceError(error) && error.code);
            expect(["rate-limited", "unavailable", "invalid-response"]).toEqual(expect.arrayContaining(codes));
            mend();
            const kept = [...calm.keys()].filter((id) => held.has(id));
            expect(kept.length, `what is held after a failure of request ${position}`).toBe(calm.size);
            // What one short answer hid, the next pull finds.
            const { cursor } = await sync(make(), held, first.cursor);
            await sync(make(), held, cursor);
            expectCensus(held, fake);
          }
        }
      } finally {
        await fake.close();
      }
      expect(fake.refusals).toEqual([]);
    },
  );
});
