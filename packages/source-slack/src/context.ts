import { chooseChannels, listChannels, type SlackChannel } from "./api/channels.ts";
import { createClient, type SlackClient } from "./api/client.ts";
import { readIdentity, type SlackIdentity } from "./api/identity.ts";
import { createUsers, type SlackUsers } from "./api/users.ts";
import { configFingerprint, type SlackSourceConfig } from "./config.ts";
import type { GroupingRules } from "./conversation/bursts.ts";
import type { SlackSourceDeps } from "./deps.ts";

/** Minutes of silence that end a conversation unless told otherwise. */
const DEFAULT_PAUSE_MINUTES = 15;

/** How old a complete listing may be unless told otherwise, in milliseconds: one a day finds what left no trace. */
const DEFAULT_CENSUS_EVERY_MS = 86_400_000;

/** How far an incremental pull looks back unless told otherwise, in milliseconds. */
const DEFAULT_LOOK_BACK_MS = 172_800_000;

/** Most messages on one page of a pull: each may become a document. */
const PAGE_MESSAGES = 2_000;

/** Most messages Slack gives at once in the limited tier (docs.slack.dev, conversations.history). */
const LIMITED_MESSAGES = 15;

/** What every call of one source works with. Holds nothing that changes but names of people. */
export interface SlackContext {
  readonly config: SlackSourceConfig;
  readonly deps: SlackSourceDeps;
  readonly fingerprint: string;
  readonly rules: GroupingRules;
  readonly users: SlackUsers;
  readonly isLimited: boolean;
  /** Messages asked for at once. */
  readonly limit: number;
  /** Requests for messages after which a page of a pull is full. */
  readonly pageRequests: number;
  readonly censusEveryMs: number;
  readonly lookBackMs: number;
  now(): number;
}

/** What one call of a source knows of the workspace. */
export interface SlackSession {
  readonly context: SlackContext;
  readonly client: SlackClient;
  readonly identity: SlackIdentity;
  /** Every channel seen, and those that are read; sorted by id. */
  readonly all: readonly SlackChannel[];
  readonly chosen: readonly SlackChannel[];
}

/** Makes the context of a source. */
export function createContext(config: SlackSourceConfig, deps: SlackSourceDeps): SlackContext {
  const now = deps.now ?? Date.now;
  const isLimited = config.tier === "limited";
  const asked = Math.min(999, Math.max(1, deps.messagesPerRequest ?? 200));
  const limit = isLimited ? Math.min(LIMITED_MESSAGES, asked) : asked;
  const requests = Math.max(1, deps.pageRequests ?? (isLimited ? 2 : 10));
  return {
    config,
    deps,
    now,
    fingerprint: configFingerprint(config),
    rules: { pauseMicros: (config.pauseMinutes ?? DEFAULT_PAUSE_MINUTES) * 60e6, bots: config.bots !== false },
    users: createUsers(now),
    isLimited,
    limit,
    pageRequests: Math.max(1, Math.min(requests, Math.floor(PAGE_MESSAGES / limit))),
    // What took Slack's limit hours to read is not read again every day: events and what is recent tell what changed.
    censusEveryMs: deps.censusEveryMs ?? (isLimited ? Number.POSITIVE_INFINITY : DEFAULT_CENSUS_EVERY_MS),
    lookBackMs: deps.lookBackMs ?? DEFAULT_LOOK_BACK_MS,
  };
}

/** Begins a call: whose token it is, and which channels there are. */
export async function openSession(context: SlackContext, signal: AbortSignal | undefined): Promise<SlackSession> {
  const { config, deps } = context;
  const client = createClient(config, deps, signal);
  const identity = await readIdentity(client, config);
  const all = await listChannels(client, config);
  return { context, client, identity, all, chosen: chooseChannels(all, config, identity.isBot) };
}
