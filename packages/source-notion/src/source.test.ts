import { describeSource, serviceFaults, answered as status } from "@tributary/source-testing";
import { notionSource } from "./definition.ts";
import { type FakeFaultRule, signDelivery } from "./testing/index.ts";
import { createNotionWorld, type NotionWorld } from "./world/notion-world.ts";

const EVERYWHERE = ["validate", "pull", "fetch"] as const;
const SECRET = "secret_notion-verification-token-9f8e7d";

const common = serviceFaults<NotionWorld, FakeFaultRule>();
const { atService: atNotion } = common;

const said = (code: number, name: string, more: object = {}) => ({
  object: "error",
  status: code,
  code: name,
  message: "No.",
  ...more,
});
const workspaceLimit = { additional_data: { rate_limit_reason: "public_api_space_request_rate_limit" } };

describeSource<NotionWorld>({
  definition: notionSource,
  create: () => createNotionWorld(),
  deletions: "listed",
  overlap: "A pull looks back five minutes behind the beginning of the last one: Notion's times count whole minutes.",
  webhook: ({ ids, clock, idOf }) => {
    const at = clock.now;
    const mark = at.toString(36);
    return {
      secret: SECRET,
      now: at,
      maxAgeMs: null,
      examples: [
        {
          name: "a page was changed",
          delivery: signDelivery(
            { type: "page.content_updated", entity: { id: ids.handbook, type: "page" }, at },
            SECRET,
          ),
          outcome: { type: "changes", changes: { references: [`page:${ids.handbook}@${mark}`] } },
          lists: [idOf("page", ids.handbook)],
        },
        {
          name: "a table's columns were changed",
          delivery: signDelivery(
            { type: "data_source.schema_updated", entity: { id: ids.tasks, type: "data_source" }, at },
            SECRET,
          ),
          outcome: { type: "changes", changes: { references: [`table:${ids.tasks}@${mark}`] } },
          lists: [idOf("table", ids.tasks)],
        },
        {
          name: "somebody commented",
          delivery: signDelivery(
            {
              type: "comment.created",
              entity: { id: ids.trashed, type: "comment" },
              data: { page_id: ids.task, parent: { id: ids.task, type: "page" } },
              at,
            },
            SECRET,
          ),
          outcome: { type: "changes", changes: { references: [`comment:${ids.task}@${mark}`] } },
          lists: [idOf("page", ids.task)],
        },
        {
          name: "a view was made",
          delivery: signDelivery({ type: "view.created", entity: { id: ids.tasks, type: "view" }, at }, SECRET),
          outcome: { type: "ignored", reason: "Events of the type view.created change nothing here." },
        },
      ],
    };
  },
  faults: {
    "rate-limited": [
      atNotion("429 with a time", status(429, { "retry-after": "7" }, said(429, "rate_limited")), EVERYWHERE, {
        retryAfterMs: 7_000,
      }),
      atNotion(
        "429 of the workspace",
        status(429, { "retry-after": "90" }, said(429, "rate_limited", workspaceLimit)),
        EVERYWHERE,
        {
          retryAfterMs: 90_000,
        },
      ),
      atNotion(
        "529 of an overloaded Notion",
        status(529, { "retry-after": "3" }, said(529, "service_overload")),
        EVERYWHERE,
        {
          retryAfterMs: 3_000,
        },
      ),
      atNotion("429 without a body or a time", status(429, { "content-type": "text/plain" }), EVERYWHERE, {
        retryAfterMs: 60_000,
      }),
      {
        name: "the minute's requests are used up",
        operations: EVERYWHERE,
        async provoke({ fake }) {
          fake.limit(0);
          return { mend: async () => fake.limit(Number.POSITIVE_INFINITY) };
        },
      },
    ],
    timeout: common.timeout,
    unavailable: [
      ...common.unavailable,
      atNotion("500 from Notion", status(500, {}, said(500, "internal_server_error"))),
      atNotion("409 from Notion", status(409, {}, said(409, "conflict_error"))),
      atNotion("blocks that cannot be had", { ...status(500), route: "/v1/blocks/{}/children" }, ["pull", "fetch"]),
      atNotion("rows that cannot be had", { ...status(503), route: "/v1/data_sources/{}/query" }, ["pull"]),
      atNotion("comments that cannot be had", { ...status(500), route: "/v1/comments" }, ["validate", "fetch"]),
    ],
    unauthorized: [
      {
        name: "a token that was revoked",
        operations: EVERYWHERE,
        async provoke({ fake }) {
          fake.revoke();
          return {};
        },
      },
      atNotion("401 without a body", status(401)),
    ],
    forbidden: [
      {
        name: "a connection that may not read content",
        operations: ["pull", "fetch"],
        async provoke({ fake }) {
          fake.forbid("content");
          return {};
        },
      },
      atNotion("403 without a body", status(403)),
    ],
    "not-found": [common.notFound],
    "invalid-config": {
      impossible:
        "A configuration its schema accepts names nothing that could be wrong: Notion decides what is shared.",
    },
    "invalid-response": [
      ...common.invalidResponse,
      atNotion("JSON of something else", status(200, {}, { data: null })),
      atNotion("400 from Notion", status(400, {}, said(400, "validation_error"))),
      atNotion(
        "a list that does not say where it goes on",
        { fault: { type: "alter", alter: (answer) => ({ ...answer, has_more: true, next_cursor: null }) } },
        ["pull"],
      ),
    ],
    "cursor-expired": [
      atNotion(
        "a place in a list that Notion no longer knows",
        {
          route: "/v1/data_sources/{}/query",
          fault: { type: "alter", alter: (answer) => ({ ...answer, has_more: true, next_cursor: "forgotten" }) },
        },
        ["pull"],
      ),
      common.oldCursor,
    ],
  },
});
