import { afterEach, describe, expect, it } from "vitest";
import { createNotionSource } from "./source.ts";
import { createFakeNotion, type FakeFault, type FakeNotion, generateWorkspace } from "./testing/index.ts";
import { expectCensus } from "./world/census.ts";
import { type Held, sync, syncUntilDone } from "./world/sync.ts";

const sizes = { pages: 4, rows: 2, depth: 2 };
const HOUR_MS = 3_600_000;

const said = (status: number, code: string, headers: Record<string, string> = {}, more: object = {}): FakeFault => ({
  type: "status",
  status,
  headers,
  body: JSON.stringify({ object: "error", status, code, message: "No.", ...more }),
});
const spaceLimit = { additional_data: { rate_limit_reason: "public_api_space_request_rate_limit" } };

/** What can go wrong with one request, in Notion's own shapes and those of what is in between. */
const faults: Readonly<Record<string, FakeFault>> = {
  "429 with a time": said(429, "rate_limited", { "retry-after": "1" }),
  "429 of the workspace": said(429, "rate_limited", { "retry-after": "70" }, spaceLimit),
  "429 without anything": { type: "status", status: 429, headers: { "content-type": "text/plain" } },
  "529": said(529, "service_overload", { "retry-after": "2" }),
  "401": said(401, "unauthorized"),
  "403": said(403, "restricted_resource"),
  "409": said(409, "conflict_error"),
  "500": said(500, "internal_server_error"),
  "502 of a proxy": { type: "status", status: 502, headers: { "content-type": "text/html" }, body: "<h1>Bad gateway" },
  "504": said(504, "gateway_timeout"),
  "404 of a proxy": { type: "status", status: 404, headers: { "content-type": "text/html" }, body: "<h1>Not found" },
  HTML: { type: "html" },
  "JSON cut short": { type: "truncate", afterBytes: 25 },
  "a reset": { type: "reset", afterBytes: 25 },
  "an empty answer": { type: "status", status: 200, body: "{}" },
  "nothing but null": { type: "status", status: 200, body: "null" },
};

let fake: FakeNotion | undefined;
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
    const notion = await createFakeNotion({ now: () => clock.now });
    fake = notion;
    const ids = generateWorkspace(notion, advance, sizes);
    advance(HOUR_MS);
    const make = () =>
      createNotionSource(
        { workspace: "acme", apiUrl: notion.url },
        { credentials: { token: notion.token }, fetch: notion.fetch, now: () => clock.now, pageSize: 3, patienceMs: 0 },
      );
    const state: Held = { documents: new Map(), cursor: null };
    await sync(make(), state, "full");
    const needed = notion.requests.length;
    const whole = new Map(state.documents);
    for (const after of [0, 2, Math.floor(needed / 2), needed - 1]) {
      // From nothing: all of it is there in the end.
      const mend = notion.fail({ fault, after, times: 1 });
      const fresh: Held = { documents: new Map(), cursor: null };
      await syncUntilDone(make, fresh, "full");
      mend();
      // What the connection may not read once is said to be missing, and there when it changes next.
      if (fault.type !== "status" || fault.status !== 403) expectCensus(fresh.documents, notion);
    }
    for (const after of [0, 3, 7]) {
      // With everything held: nothing goes, not even for a moment.
      const mend = notion.fail({ fault, after, times: 1 });
      const held: Held = { documents: new Map(whole), cursor: null };
      const { deleted } = await syncUntilDone(make, held, "full");
      mend();
      expect(deleted).toEqual([]);
      expectCensus(held.documents, notion);
    }

    // What changes meanwhile is noticed all the same.
    advance(HOUR_MS);
    notion.rename(ids.pages[2] ?? "", "Renamed meanwhile");
    notion.setValue(ids.rows[1] ?? "", "Estimate", 99);
    for (const after of [0, 1, 4]) {
      const mend = notion.fail({ fault, after, times: 1 });
      const held: Held = { documents: new Map(whole), cursor: state.cursor };
      const { deleted } = await syncUntilDone(make, held, "incremental");
      mend();
      expect(deleted).toEqual([]);
      expectCensus(held.documents, notion);
    }
  });
});
