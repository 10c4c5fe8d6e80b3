import {
  describeSource,
  type Fault,
  type FaultRule,
  type FetchFault,
  type ProvokedFault,
} from "@tributary/source-testing";
import { linearSource } from "./definition.ts";
import { errorBody, type FakeFaultRule, signDelivery } from "./testing/index.ts";
import { WEBHOOK_MAX_AGE_MS } from "./webhook/verify.ts";
import { createLinearWorld, type LinearWorld } from "./world/linear-world.ts";

const EVERYWHERE = ["validate", "pull", "fetch"] as const;
const SECRET = "linear-webhook-secret-9f8e7d";

/** A fault on the way to the service. */
const onTheWay = (name: string, fault: FetchFault, rule: Omit<FaultRule, "fault"> = {}): Fault<LinearWorld> => ({
  name,
  operations: rule.after === undefined ? EVERYWHERE : ["pull"],
  async provoke({ service }) {
    const mend = service.inject({ ...rule, fault });
    return { mend: async () => mend() };
  },
});

/** A fault of the service itself. */
const atLinear = (
  name: string,
  rule: FakeFaultRule,
  operations: Fault["operations"] = EVERYWHERE,
  provoked: ProvokedFault = {},
): Fault<LinearWorld> => ({
  name,
  operations,
  async provoke({ fake }) {
    const mend = fake.fail(rule);
    return { ...provoked, mend: async () => mend() };
  },
});

const status = (code: number, headers: Record<string, string> = {}, body?: object) =>
  ({ fault: { type: "status", status: code, headers, ...(body && { body: JSON.stringify(body) }) } }) as const;

const limited = { errors: [{ message: "Rate limit exceeded.", extensions: { code: "RATELIMITED" } }] };

describeSource<LinearWorld>({
  definition: linearSource,
  // The checks are the same for every kind of thing: without two of them, a third of the requests less.
  create: () => createLinearWorld({ updates: false }),
  deletions: "listed",
  overlap: "A pull looks back a minute behind the beginning of the last one.",
  webhook: ({ ids, clock, idOf }) => {
    const at = clock.now;
    const signed = (type: string, data: Record<string, unknown>) =>
      signDelivery({ action: "update", type, data, at }, SECRET);
    return {
      secret: SECRET,
      now: at,
      maxAgeMs: WEBHOOK_MAX_AGE_MS,
      examples: [
        {
          name: "an issue was edited",
          delivery: signed("Issue", { id: ids.second, parentId: ids.first }),
          outcome: { type: "changes", changes: { references: [`issue:${ids.second}`, `issue:${ids.first}`] } },
          lists: [idOf("issue", "second"), idOf("issue", "first")],
        },
        {
          name: "a comment was written",
          delivery: signed("Comment", { id: ids.comment1, issueId: ids.first }),
          outcome: { type: "changes", changes: { references: [`issue:${ids.first}`] } },
          lists: [idOf("issue", "first")],
        },
        {
          name: "a project was edited",
          delivery: signed("Project", { id: ids.project }),
          outcome: { type: "changes", changes: { references: [`project:${ids.project}`] } },
          lists: [idOf("project", "project")],
        },
        {
          name: "a reaction was given",
          delivery: signed("Reaction", { id: ids.first }),
          outcome: { type: "ignored", reason: "Events of the type Reaction change nothing here." },
        },
      ],
    };
  },
  faults: {
    "rate-limited": [
      atLinear("400 RATELIMITED with a time", status(400, { "retry-after": "7" }, limited), EVERYWHERE, {
        retryAfterMs: 7_000,
      }),
      atLinear("429 without a body", status(429, { "content-type": "text/plain" })),
      {
        name: "the hour's requests are used up",
        operations: EVERYWHERE,
        async provoke({ fake, clock }) {
          const used = fake.requests.length;
          const [first] = [clock.now];
          fake.limit({ requests: used });
          return {
            // The window of the fake began with its first request, and the clock has stood still since.
            retryAfterMs: first + 3_600_000 - clock.now,
            mend: async () => fake.limit({ requests: 5_000 }),
          };
        },
      },
    ],
    timeout: [
      onTheWay("504", { type: "status", status: 504 }),
      {
        name: "no answer at all",
        operations: EVERYWHERE,
        async provoke({ service, patience }) {
          const mend = service.inject({ fault: { type: "stall" } });
          patience.timeoutMs = 50;
          return {
            async mend() {
              mend();
              patience.timeoutMs = 60_000;
            },
          };
        },
      },
    ],
    unavailable: [
      onTheWay("503", { type: "status", status: 503 }),
      onTheWay("no connection", { type: "no-connection", code: "ENOTFOUND" }),
      onTheWay("an answer that breaks off", { type: "reset", afterBytes: 20 }),
      onTheWay("a second page that fails", { type: "status", status: 502 }, { after: 1 }),
      atLinear("a connection reset half-way through an answer", { fault: { type: "reset", afterBytes: 30 } }),
      atLinear("an internal error beside data", {
        fault: { type: "errors", errors: [errorBody("Internal", "internal error", "INTERNAL_SERVER_ERROR", 500)] },
      }),
    ],
    unauthorized: [
      {
        name: "a key that was revoked",
        operations: EVERYWHERE,
        provoke: async ({ with: make }) => ({ source: () => make({ credentials: { apiKey: "revoked" } }) }),
      },
      {
        name: "an API key given as an access token",
        operations: EVERYWHERE,
        provoke: async ({ fake, with: make }) => ({
          source: () => make({ credentials: { accessToken: fake.credentials.apiKey } }),
        }),
      },
    ],
    forbidden: [
      {
        name: "a kind of thing the credentials may not read",
        operations: ["pull", "fetch"],
        async provoke({ fake }) {
          fake.forbid("initiatives");
          return {};
        },
      },
      atLinear("403", status(403)),
    ],
    "not-found": [
      {
        name: "a team that is not there",
        operations: ["validate", "pull"],
        provoke: async ({ with: make }) => ({ source: () => make({}, { teams: ["GONE"] }) }),
      },
      atLinear("404", status(404, { "content-type": "text/html" })),
    ],
    "invalid-config": [
      {
        name: "credentials of another workspace",
        operations: EVERYWHERE,
        async provoke({ fake }) {
          fake.update("Organization", fake.organizationId, { urlKey: "other" });
          return {};
        },
      },
    ],
    "invalid-response": [
      atLinear("a page of HTML", { fault: { type: "html" } }),
      atLinear("JSON cut short", { fault: { type: "truncate", afterBytes: 40 } }),
      atLinear("JSON of something else", status(200, {}, { data: null })),
      atLinear("a redirect", status(307, { location: "https://example.com/" })),
    ],
    "cursor-expired": [
      {
        name: "a cursor of an older version",
        operations: ["pull"],
        provoke: async () => ({ cursor: '{"version":0}' }),
      },
    ],
  },
});
