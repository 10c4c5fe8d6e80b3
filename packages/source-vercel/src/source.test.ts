import { describeSource, serviceFaults, answered as status } from "@tributary/source-testing";
import { vercelSource } from "./definition.ts";
import { type FakeFaultRule, signDelivery } from "./testing/index.ts";
import { createVercelWorld, type VercelWorld } from "./world/vercel-world.ts";

const EVERYWHERE = ["validate", "pull", "fetch"] as const;
const SECRET = "vercel-webhook-secret-9f8e7d";

const common = serviceFaults<VercelWorld, FakeFaultRule>();
const { atService: atVercel } = common;

const limited = { error: { code: "rate_limited", message: "Rate limit exceeded", limit: { remaining: 0 } } };

describeSource<VercelWorld>({
  definition: vercelSource,
  create: () => createVercelWorld(),
  deletions: "absent",
  overlap: "A pull looks back a minute behind the beginning of the last one, and at what had not ended then.",
  webhook: ({ ids, clock, idOf }) => {
    const signed = (type: string, payload: Record<string, unknown>) =>
      signDelivery({ type, payload: { team: { id: "team" }, ...payload }, at: clock.now }, SECRET);
    const project = { id: ids.website };
    return {
      secret: SECRET,
      now: clock.now,
      maxAgeMs: null,
      examples: [
        {
          name: "a deployment failed",
          delivery: signed("deployment.error", { deployment: { id: ids.failed }, project }),
          outcome: { type: "changes", changes: { references: [`deployment:${ids.failed}`] } },
          lists: [idOf("deployment", "failed")],
        },
        {
          name: "a variable was added",
          delivery: signed("project.env-variable.created", { project }),
          outcome: { type: "changes", changes: { references: [`project:${ids.website}`] } },
          lists: [idOf("project", "website")],
        },
        {
          name: "a domain was bought",
          delivery: signed("domain.created", { domain: { name: "example.com" } }),
          outcome: { type: "ignored", reason: "Events of the type domain.created change nothing here." },
        },
      ],
    };
  },
  faults: {
    "rate-limited": [
      atVercel("429 with a time", status(429, { "retry-after": "7" }, limited), EVERYWHERE, { retryAfterMs: 7_000 }),
      atVercel("429 without a body", status(429, { "content-type": "text/plain" })),
      {
        name: "the minute's requests are used up",
        operations: EVERYWHERE,
        async provoke({ fake, clock }) {
          fake.limit(0);
          // The fake's windows began with its first requests, and the clock has stood still since.
          return {
            retryAfterMs: Math.ceil((clock.now + 60_000) / 1_000) * 1_000 - clock.now,
            mend: async () => fake.limit(6_000),
          };
        },
      },
    ],
    timeout: common.timeout,
    unavailable: [
      ...common.unavailable,
      atVercel("a log that cannot be had", { ...status(500), route: "/v3/deployments/{}/events" }, [
        "validate",
        "fetch",
      ]),
    ],
    unauthorized: [
      {
        name: "a token that was revoked: a 403 that says so",
        operations: EVERYWHERE,
        provoke: async ({ with: make }) => ({ source: () => make({ credentials: { token: "revoked" } }) }),
      },
      atVercel("401", status(401)),
    ],
    forbidden: [
      {
        name: "a team the token's owner has left",
        operations: EVERYWHERE,
        async provoke({ fake }) {
          fake.loseTeam();
          return {};
        },
      },
      {
        name: "deployments the token may not read",
        operations: ["pull", "fetch"],
        async provoke({ fake }) {
          fake.forbid("/v6/deployments");
          fake.forbid("/v13/deployments/{}");
          return {};
        },
      },
      atVercel("403 without a body", status(403)),
    ],
    "not-found": [
      {
        name: "a project that is not there",
        operations: ["validate", "pull"],
        provoke: async ({ with: make }) => ({ source: () => make({}, { projects: ["gone"] }) }),
      },
      common.notFound,
    ],
    "invalid-config": {
      impossible: "A configuration its schema accepts can only name what is not there or not allowed.",
    },
    "invalid-response": [
      ...common.invalidResponse,
      atVercel("JSON of something else", status(200, {}, { data: null })),
      atVercel(
        "a list that is shorter than it says",
        { route: "/v6/deployments", fault: { type: "alter", alter: (answer) => ({ ...answer, deployments: [] }) } },
        ["pull"],
      ),
      atVercel(
        "a list that leads back to itself",
        {
          route: "/v10/projects",
          fault: {
            type: "alter",
            alter: (answer) => ({
              ...answer,
              pagination: { count: (answer.projects as unknown[]).length, next: "same" },
            }),
          },
        },
        ["pull"],
      ),
    ],
    "cursor-expired": [common.oldCursor],
  },
});
