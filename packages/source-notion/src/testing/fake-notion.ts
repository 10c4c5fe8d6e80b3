import {
  createFaultRules,
  createRequestLog,
  createUsageWindow,
  isNamed,
  startFakeServer,
} from "@tributary/source-testing/fake";
import { createEndpoint } from "./http/endpoint.ts";
import type { FakeFaultRule, FakeRequest } from "./http/faults.ts";
import type { FakeCapability, RouteContext } from "./http/route.ts";
import type { FakeWorkspace } from "./state/actions.ts";
import { type FakeCensus, takeCensus } from "./state/census.ts";
import { createStore, type FakeUser } from "./state/model.ts";
import { createWorkspace } from "./state/workspace.ts";
import { createWebhooks, type FakeDelivery, type FakeSubscription } from "./webhooks.ts";

/** How a fake is made. */
export interface FakeNotionOptions {
  /** The token it takes; a made-up one when absent. */
  readonly token?: string;
  /** Its clock, in milliseconds since the epoch; Date.now when absent. */
  readonly now?: () => number;
  /** Requests a minute; without limit when absent, as Notion's differ by plan. */
  readonly limit?: number;
  /** Rows a query gives before it is cut short; 10,000 as at Notion when absent. */
  readonly queryLimit?: number;
  /** Characters of Markdown a page has before it is cut short; 100,000 when absent: Notion's own limit is not documented. */
  readonly markdownLimit?: number;
}

/** A Notion on this machine: one workspace and one connection, stateful, and as strict as Notion's schema. */
export interface FakeNotion extends FakeWorkspace {
  /** Its address: `apiUrl` of the source's configuration. */
  readonly url: string;
  readonly token: string;
  /** Answers in this process, without a connection: for data sets of many thousand requests. */
  readonly fetch: typeof globalThis.fetch;
  /** Every request so far, in order. */
  readonly requests: readonly FakeRequest[];
  /** What Notion would have refused, and what the fake could not answer: empty when all is well. */
  readonly refusals: readonly string[];
  /** What became of the webhook deliveries so far. */
  readonly deliveries: readonly FakeDelivery[];
  /** Has every change delivered to an address from now on, after the handshake; the function returned ends it. */
  subscribe(subscription: FakeSubscription): () => void;
  /** Waits until every delivery so far has been answered. */
  settled(): Promise<void>;
  /** Makes requests fail; the function returned ends it. */
  fail(rule: FakeFaultRule): () => void;
  /** Takes a capability from the connection; the function returned gives it back. */
  forbid(capability: FakeCapability): () => void;
  /** Revokes the token. */
  revoke(): void;
  /** Changes the requests a minute. */
  limit(requests: number): void;
  /** Requests that have begun and not ended. */
  openRequests(): number;
  /** Everything an index of this workspace must hold. */
  census(): FakeCensus;
  close(): Promise<void>;
}

/** Starts a fake with an empty workspace (`Acme`) and one person in it. */
export async function createFakeNotion(options: FakeNotionOptions = {}): Promise<FakeNotion> {
  const {
    now = Date.now,
    token = "ntn-fake-token-0a1b2c3d4e5f",
    queryLimit = 10_000,
    markdownLimit = 100_000,
  } = options;
  const store = createStore();
  const webhooks = createWebhooks(now);
  const workspace = createWorkspace(store, now, webhooks.tell);
  const log = createRequestLog<FakeRequest>();
  const lacking = new Set<FakeCapability>();
  const faults = createFaultRules((rule: FakeFaultRule, route: string) => isNamed(rule.route, route));
  let limit = options.limit ?? Number.POSITIVE_INFINITY;
  let isRevoked = false;

  workspace.createUser("Ada Lovelace");
  const botId = workspace.createUser("Tributary", { type: "bot" });
  const context: RouteContext = {
    store,
    self: store.users.get(botId) as FakeUser,
    workspace: "Acme",
    queryLimit: () => queryLimit,
    markdownLimit: () => markdownLimit,
    now,
    cache: new Map(),
  };
  const server = await startFakeServer(
    createEndpoint({
      context,
      token: () => (isRevoked ? "" : token),
      faults,
      log,
      minute: createUsageWindow(60_000, now),
      limit: () => limit,
      lacks: (capability) => lacking.has(capability),
    }),
  );

  return {
    ...workspace,
    url: server.url,
    token,
    fetch: server.fetch,
    requests: log.requests,
    refusals: log.refusals,
    deliveries: webhooks.deliveries,
    subscribe: webhooks.subscribe,
    settled: webhooks.settled,
    fail: faults.add,
    forbid(capability) {
      lacking.add(capability);
      return () => void lacking.delete(capability);
    },
    revoke() {
      isRevoked = true;
    },
    limit(changed) {
      limit = changed;
    },
    openRequests: server.openRequests,
    census: () => takeCensus(store),
    close: server.close,
  };
}
