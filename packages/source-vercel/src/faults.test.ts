import { describeFailingRequests, faultsInBetween } from "@tributary/source-testing";
import { createVercelSource } from "./source.ts";
import { createFakeVercel, type FakeFault, finishDeployment, generateTeam } from "./testing/index.ts";
import { expectCensus } from "./world/census.ts";

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
  ...faultsInBetween,
  "429 with a time": json(429, { error: { code: "rate_limited" } }, { "retry-after": "1" }),
  "403 of a lost team": json(403, { error: { code: "forbidden", message: "Not authorized" } }),
  "403 of a token that ran out": json(403, { error: { code: "forbidden", invalidToken: true } }),
  "500": json(500, { error: { code: "internal_server_error" } }),
};

describeFailingRequests({
  faults,
  // What the token may not read once is said to be missing, and there when the deployment changes next.
  leavesParts: (fault) => fault === faults["403 of a lost team"],
  async create() {
    const clock = { now: Date.UTC(2026, 0, 5) };
    const advance = (milliseconds: number) => {
      clock.now += milliseconds;
    };
    const fake = await createFakeVercel({ now: () => clock.now });
    generateTeam(fake, advance, sizes);
    return {
      fake,
      make: () =>
        createVercelSource(
          { team: fake.teamId, apiUrl: fake.url },
          { credentials: { token: fake.token }, fetch: fake.fetch, now: () => clock.now, pageSize: 3 },
        ),
      change() {
        // A build ends.
        advance(HOUR_MS);
        const isOpen = ({ texts }: { readonly texts: readonly string[] }) => /^(queued|building)$/.test(texts[1] ?? "");
        const [id = ""] = [...fake.census().documents].find(([, entry]) => isOpen(entry)) ?? [];
        finishDeployment(fake, id, 1, advance, 5);
      },
      expectCensus: (held) => expectCensus(held, fake),
    };
  },
});
