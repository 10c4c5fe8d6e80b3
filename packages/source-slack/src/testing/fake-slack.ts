import { createFaultRules, createRequestLog, isNamed, startFakeServer } from "@tributary/source-testing/fake";
import { type FakeCensus, takeCensus } from "./census.ts";
import { createEndpoint, type FakeToken } from "./endpoint.ts";
import { createEvents, type FakeDelivery, type FakeSubscription } from "./events.ts";
import { exportFiles, writeZip } from "./export.ts";
import type { FakeFaultRule, FakeRequest } from "./faults.ts";
import { createLimitCounter } from "./limits.ts";
import type { FakeState } from "./state.ts";
import { createWorkspace, type FakeWorkspace } from "./workspace.ts";

/** Every scope the source can use. */
export const allScopes = [
  "channels:read",
  "channels:history",
  "groups:read",
  "groups:history",
  "im:read",
  "im:history",
  "mpim:read",
  "mpim:history",
  "users:read",
  "files:read",
  "team:read",
] as const;

/** How a fake is made. */
export interface FakeSlackOptions {
  /** Its clock, in milliseconds since the epoch; Date.now when absent. */
  readonly now?: () => number;
  /** Scopes of its tokens; all of them when absent. */
  readonly scopes?: readonly string[];
  /** Whether requests a minute are counted as Slack's tiers have it; false when absent. */
  readonly counted?: boolean;
  /** Whether the app is one outside the Marketplace: one request a minute for messages, 15 each. */
  readonly limited?: boolean;
}

/** A Slack on this machine: stateful, and as strict as Slack's documentation. */
export interface FakeSlack extends FakeWorkspace {
  /** Address of its Web API: `apiUrl` of the source's configuration. */
  readonly url: string;
  readonly team: FakeState["team"];
  /** An app's token, and a person's. */
  readonly tokens: { readonly bot: string; readonly user: string };
  /** The app's own user. */
  readonly app: string;
  readonly state: FakeState;
  /** Answers in this process, without a connection: for data sets of many thousand requests. */
  readonly fetch: typeof globalThis.fetch;
  /** Every request so far, in order. */
  readonly requests: readonly FakeRequest[];
  /** What Slack would have refused, and what the fake could not answer: empty when all is well. */
  readonly refusals: readonly string[];
  /** What became of the deliveries of events so far. */
  readonly deliveries: readonly FakeDelivery[];
  /** Has every change delivered to an address from now on, signed; the function returned ends it. */
  subscribe(subscription: FakeSubscription): () => void;
  /** Sends an event of any kind to those who subscribed. */
  tell(event: Readonly<Record<string, unknown>>): void;
  /** Waits until every delivery so far has been answered. */
  settled(): Promise<void>;
  /** Makes requests fail; the function returned ends it. */
  fail(rule: FakeFaultRule): () => void;
  /** Takes a scope away from every token; the function returned gives it back. */
  revoke(scope: string): () => void;
  /** Changes how requests are limited. */
  limit(limits: { readonly counted?: boolean; readonly limited?: boolean }): void;
  openRequests(): number;
  /** Everything an index must hold of what the app sees. */
  census(): FakeCensus;
  /** A ZIP of everything, as Slack exports it. */
  exportZip(): Buffer;
  close(): Promise<void>;
}

/** Starts a fake with a workspace (`acme`), an app installed in it, and nothing else. */
export async function createFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const now = options.now ?? Date.now;
  const team = { id: "T0FAKE001", name: "Acme", domain: "acme" };
  const state: FakeState = { team, users: new Map(), channels: new Map(), messages: new Map(), files: new Map() };
  const app = "U0APP0001";
  const profile = { display_name: "tributary", real_name: "Tributary" };
  state.users.set(app, { id: app, name: "tributary", real_name: "Tributary", is_bot: true, deleted: false, profile });
  const tokens = { bot: "xoxb-fake-0a1b2c3d4e5f6a7b", user: "xoxp-fake-7b6a5f4e3d2c1b0a" };
  const scopes = new Set<string>(options.scopes ?? allScopes);
  const byToken = new Map<string, FakeToken>([
    [tokens.bot, { user: app, botId: "B0APP0001", scopes }],
    [tokens.user, { user: app, botId: undefined, scopes }],
  ]);
  const events = createEvents(team.id, now);
  const log = createRequestLog<FakeRequest>();
  const faults = createFaultRules((rule: FakeFaultRule, method: string) => isNamed(rule.method, method));
  let limits = { counted: options.counted ?? false, isLimited: options.limited ?? false };

  const server = await startFakeServer(
    createEndpoint({
      state,
      tokens: byToken,
      faults,
      log,
      counter: createLimitCounter(now),
      limits: () => limits,
    }),
  );

  return {
    ...createWorkspace(state, app, now, events.tell),
    url: `${server.url}/api/`,
    fetch: server.fetch,
    team,
    tokens,
    app,
    state,
    requests: log.requests,
    refusals: log.refusals,
    deliveries: events.deliveries,
    subscribe: events.subscribe,
    tell: events.tell,
    settled: events.settled,
    fail: faults.add,
    revoke(scope) {
      const had = scopes.delete(scope);
      return () => void (had && scopes.add(scope));
    },
    limit(changed) {
      limits = { counted: changed.counted ?? limits.counted, isLimited: changed.limited ?? limits.isLimited };
    },
    openRequests: server.openRequests,
    census: () => takeCensus(state, app),
    exportZip: () => writeZip(exportFiles(state)),
    close: server.close,
  };
}
