import { describeFailingRequests, faultsInBetween } from "@tributary/source-testing";
import { createNotionSource } from "./source.ts";
import { createFakeNotion, type FakeFault, generateWorkspace } from "./testing/index.ts";
import { expectCensus } from "./world/census.ts";

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
  ...faultsInBetween,
  "429 with a time": said(429, "rate_limited", { "retry-after": "1" }),
  "429 of the workspace": said(429, "rate_limited", { "retry-after": "70" }, spaceLimit),
  "529": said(529, "service_overload", { "retry-after": "2" }),
  "401": said(401, "unauthorized"),
  "403": said(403, "restricted_resource"),
  "409": said(409, "conflict_error"),
  "500": said(500, "internal_server_error"),
  "504": said(504, "gateway_timeout"),
};

describeFailingRequests({
  faults,
  // What the connection may not read once is said to be missing, and there when it changes next.
  leavesParts: (fault) => fault.type === "status" && fault.status === 403,
  async create() {
    const clock = { now: Date.UTC(2026, 0, 5) };
    const advance = (milliseconds: number) => {
      clock.now += milliseconds;
    };
    const fake = await createFakeNotion({ now: () => clock.now });
    const ids = generateWorkspace(fake, advance, sizes);
    advance(HOUR_MS);
    return {
      fake,
      make: () =>
        createNotionSource(
          { workspace: "acme", apiUrl: fake.url },
          { credentials: { token: fake.token }, fetch: fake.fetch, now: () => clock.now, pageSize: 3, patienceMs: 0 },
        ),
      change() {
        advance(HOUR_MS);
        fake.rename(ids.pages[2] ?? "", "Renamed meanwhile");
        fake.setValue(ids.rows[1] ?? "", "Estimate", 99);
      },
      expectCensus: (held) => expectCensus(held, fake),
    };
  },
});
