import { describeSource, serviceFaults, answered as status } from "@tributary/source-testing";
import { linearSource } from "./definition.ts";
import { errorBody, type FakeFaultRule, signDelivery } from "./testing/index.ts";
import { WEBHOOK_MAX_AGE_MS } from "./webhook/verify.ts";
import { createLinearWorld, type LinearWorld } from "./world/linear-world.ts";

const EVERYWHERE = ["validate", "pull", "fetch"] as const;
const SECRET = "linear-webhook-secret-9f8e7d";

const common = serviceFaults<LinearWorld, FakeFaultRule>();
const { atService: atLinear } = common;

const limited = { errors: [{ message: "Rate limit exceeded.", extensions: { code: "RATELIMITED" } }] };

describeSource<LinearWorld>({
  definition: linearSource,
  // The checks are the same for every kind of thing: without two of them, a third of the requests less.
  create: () => createLinearWorld({ updates: false, isConnected: true }),
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
    timeout: common.timeout,
    unavailable: [
      ...common.unavailable,
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
      common.notFound,
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
      ...common.invalidResponse,
      atLinear("JSON of something else", status(200, {}, { data: null })),
    ],
    "cursor-expired": [common.oldCursor],
  },
});
