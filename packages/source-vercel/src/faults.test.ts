import { afterEach, describe, expect, it } from "vitest";
import { createVercelSource } from "./source.ts";
import { createFakeVercel, type FakeFault, type FakeVercel, finishDeployment, generateTeam } from "./testing/index.ts";
import { expectCensus } from "./world/census.ts";
import { type Held, sync, syncUntilDone } from "./world/sync.ts";

const sizes = { projects: 1, deployments: 4, logLines: 5, unfinished: 1 };
const HOUR_MS = 3_600_000;

const json = (status: number, body: object, headers: Record<string, string> = {}): FakeFault => ({
  type: "status",
  status,
  headers,
  body: JSON.stringify(body),
});

/** What can go wrong with one request, in Vercel's own shapes and those of what is in between. */
const faults: Readonly<Record<string, FakeFault>> = {
  "429 with a time": json(429, { error: { code: "rate_limited" } }, { "retry-after": "1" }),
  "429 without anything": { type: "status", status: 429, headers: { "content-type": "text/plain" } },
  "403 of a lost team": json(403, { error: { code: "forbidden", message: "Not authorized" } }),
  "403 of a token that ran out": json(403, { error: { code: "forbidden", invalidToken: true } }),
  "500": json(500, { error: { code: "internal_server_error" } }),
  "502 of a proxy": { type: "status", status: 502, headers: { "content-type": "text/html" }, body: "<h1>Bad gateway" },
  "404 of a proxy": { type: "status", status: 404, headers: { "content-type": "text/html" }, body: "<h1>Not found" },
  HTML: { type: "html" },
  "JSON cut short": { type: "truncate", afterBytes: 25 },
  "a reset": { type: "reset", afterBytes: 25 },
  "an empty answer": json(200, {}),
  "nothing but null": { type: "status", status: 200, body: "null" },
};

let fake: FakeVercel | undefined;
afterEach(async () => {
  const refusals = fake?.refusals;
  await fake?.close();
  expect(refusals).toEqual([]);
});

describe.each(Object.entries(faults))("%s", (_name, fault) => {
  it("at any request of a sync loses nothing and deletes nothing", { timeout: 30_000 }, async () => {
    const clock = { now: Date.UTC(2026, 0, 5) };
    const advance = (milliseconds: number) => {
      clock.now += milliseconds;
    };
    const vercel = await createFakeVercel({ now: () => clock.now });
    fake = vercel;
    generateTeam(vercel, advance, sizes);
    const make = () =>
      createVercelSource(
        { team: vercel.teamId, apiUrl: vercel.url },
        { credentials: { token: vercel.token }, now: () => clock.now, pageSize: 3 },
      );
    const state: Held = { documents: new Map(), cursor: null };
    await sync(make(), state, "full");
    const needed = vercel.requests.length;
    const whole = new Map(state.documents);
    const middle = Math.floor(needed / 2);
    for (const after of [0, 2, middle, needed - 1]) {
      // From nothing: all of it is there in the end.
      const mend = vercel.fail({ fault, after, times: 1 });
      const fresh: Held = { documents: new Map(), cursor: null };
      await syncUntilDone(make, fresh, "full");
      mend();
      expectCensus(fresh.documents, vercel);
    }
    for (const after of [0, 2, 4]) {
      // With everything held: nothing goes, not even for a moment.
      const mend = vercel.fail({ fault, after, times: 1 });
      const held: Held = { documents: new Map(whole), cursor: null };
      const { deleted } = await syncUntilDone(make, held, "full");
      mend();
      expect(deleted).toEqual([]);
      expectCensus(held.documents, vercel);
    }

    // While a build ends: its end is noticed all the same.
    advance(HOUR_MS);
    const open = [...state.documents.values()].find(({ state: text }) => text === "queued" || text === "building");
    finishDeployment(vercel, open?.id.split(":").at(-1) ?? "", 1, advance, 5);
    for (const after of [0, 1, 2]) {
      const mend = vercel.fail({ fault, after, times: 1 });
      const held: Held = { documents: new Map(whole), cursor: state.cursor };
      const { deleted } = await syncUntilDone(make, held, "incremental");
      mend();
      expect(deleted).toEqual([]);
      expectCensus(held.documents, vercel);
    }
  });
});
