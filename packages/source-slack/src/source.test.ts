import { describeSource, serviceFaults, answered as status } from "@tributary/source-testing";
import { slackSource } from "./definition.ts";
import { eventCallback, type FakeFaultRule, signDelivery, urlVerification } from "./testing/index.ts";
import { WEBHOOK_MAX_AGE_MS } from "./webhook/verify.ts";
import { createSlackWorld, type SlackWorld } from "./world/slack-world.ts";

const EVERYWHERE = ["validate", "pull", "fetch"] as const;
const SECRET = "slack-signing-secret-9f8e7d";

const common = serviceFaults<SlackWorld, FakeFaultRule>();
const { atService: atSlack, onTheWay } = common;

const named = (error: string, more: object = {}) => ({ fault: { type: "error", error, more: { ...more } } }) as const;
const MESSAGES = /^conversations\.(history|replies)$/;

describeSource<SlackWorld>({
  definition: slackSource,
  create: createSlackWorld,
  deletions: "listed",
  webhook: ({ fake, clock, channels, times, idOf }) => {
    const { general = "", search = "" } = channels;
    const { hello2 = "", ranking = "", ranking1 = "", lunch = "" } = times;
    const signed = (event: Record<string, unknown>) =>
      signDelivery(eventCallback(fake.team.id, event, "Ev1", clock.now), SECRET, clock.now);
    const at = (channel: string, ts: string) => ({
      type: "changes" as const,
      changes: { references: [`at:${channel}:${ts}`] },
    });
    return {
      secret: SECRET,
      now: clock.now,
      maxAgeMs: WEBHOOK_MAX_AGE_MS,
      examples: [
        {
          name: "a message was written",
          delivery: signed({ type: "message", channel: general, user: "U1", text: "Lunch?", ts: lunch }),
          outcome: at(general, lunch),
          lists: [idOf("messages", "general", "lunch")],
        },
        {
          name: "a message was edited",
          delivery: signed({
            type: "message",
            subtype: "message_changed",
            channel: general,
            ts: "1767000000.000100",
            message: { ts: hello2, text: "Hi" },
          }),
          outcome: at(general, hello2),
          lists: [idOf("messages", "general", "hello")],
        },
        {
          name: "a reply was written in a thread",
          delivery: signed({ type: "message", channel: search, ts: ranking1, thread_ts: ranking, text: "x" }),
          outcome: at(search, ranking),
          lists: [idOf("thread", "search", "ranking")],
        },
        {
          name: "a new address is checked",
          delivery: signDelivery(
            urlVerification("3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"),
            SECRET,
            clock.now,
          ),
          outcome: {
            type: "challenge",
            body: "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P",
            contentType: "text/plain",
          },
        },
        {
          name: "a reaction was given",
          delivery: signed({ type: "reaction_added", user: "U1", reaction: "tada", item: { type: "message" } }),
          outcome: { type: "ignored", reason: "Events of the type reaction_added change nothing here." },
        },
      ],
    };
  },
  faults: {
    "rate-limited": [
      atSlack("429 with a time", status(429, { "retry-after": "7" }), EVERYWHERE, { retryAfterMs: 7_000 }),
      atSlack("429 without a time", status(429)),
      atSlack("ok: false and ratelimited", named("ratelimited")),
      atSlack("a limit for messages alone", { ...status(429, { "retry-after": "3" }), method: MESSAGES }, EVERYWHERE, {
        retryAfterMs: 3_000,
      }),
      {
        name: "the requests of a minute are used up",
        operations: ["pull"],
        async provoke({ fake }) {
          fake.limit({ limited: true });
          return { mend: async () => fake.limit({ limited: false }) };
        },
      },
    ],
    timeout: common.timeout,
    unavailable: [
      ...common.unavailable,
      onTheWay("a later request that fails", { type: "status", status: 502 }, { after: 3 }),
      atSlack(
        "a channel that ends too early",
        {
          fault: { type: "alter", alter: (answer) => ({ ...answer, messages: [], has_more: false }) },
          method: "conversations.history",
          times: 1,
        },
        ["pull"],
      ),
    ],
    unauthorized: [
      {
        name: "a token that was revoked",
        operations: EVERYWHERE,
        provoke: async ({ with: make }) => ({ source: () => make({ credentials: { token: "xoxb-revoked" } }) }),
      },
    ],
    forbidden: [
      {
        name: "messages the app may not read",
        operations: ["validate", "pull"],
        async provoke({ fake }) {
          fake.revoke("channels:history");
          return {};
        },
      },
      {
        name: "private channels the app may not list",
        operations: EVERYWHERE,
        async provoke({ fake }) {
          fake.revoke("groups:read");
          return {};
        },
      },
    ],
    "not-found": [
      {
        name: "a channel that is not there",
        operations: EVERYWHERE,
        provoke: async ({ with: make }) => ({ source: () => make({}, { channels: ["gone"] }) }),
      },
      common.notFound,
    ],
    "invalid-config": [
      {
        name: "a token of another workspace",
        operations: EVERYWHERE,
        provoke: async ({ with: make }) => ({ source: () => make({}, { team: "T0OTHER01" }) }),
      },
    ],
    "invalid-response": [
      ...common.invalidResponse,
      atSlack("JSON of something else", { fault: { type: "alter", alter: () => ({ ok: true }) } }),
      atSlack("an error nobody knows", named("Your <b>session</b> has ended")),
    ],
    "cursor-expired": [common.oldCursor],
  },
});
