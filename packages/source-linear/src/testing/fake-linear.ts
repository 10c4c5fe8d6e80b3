import { createFaultRules, createRequestLog, isNamed, startFakeServer } from "@tributary/source-testing/fake";
import { GraphQLError } from "graphql";
import { errorBody } from "./graphql/refusal.ts";
import type { FakeCredentials } from "./http/authorize.ts";
import { createEndpoint } from "./http/endpoint.ts";
import type { FakeFaultRule, FakeRequest } from "./http/faults.ts";
import { createLimitCounter, defaultLimits, type FakeLimits } from "./http/limits.ts";
import { type FakeCensus, takeCensus } from "./state/census.ts";
import { createStore } from "./state/store.ts";
import { createWorkspace, type FakeWorkspace } from "./state/workspace.ts";
import { createWebhooks, type FakeDelivery, type FakeSubscription } from "./webhooks.ts";

/** How a fake is made. */
export interface FakeLinearOptions {
  /** Credentials it takes; made-up ones when absent. */
  readonly credentials?: Partial<FakeCredentials>;
  /** Its clock, in milliseconds since the epoch; Date.now when absent. */
  readonly now?: () => number;
  /** Budgets; those of an API key when absent. */
  readonly limits?: Partial<FakeLimits>;
}

/** A Linear on this machine: stateful, and as strict as Linear's schema. */
export interface FakeLinear extends FakeWorkspace {
  /** Address of its GraphQL endpoint: `apiUrl` of the source's configuration. */
  readonly url: string;
  readonly credentials: FakeCredentials;
  readonly viewerId: string;
  readonly organizationId: string;
  /** Answers in this process, without a connection: for data sets of many thousand requests. */
  readonly fetch: typeof globalThis.fetch;
  /** Every request so far, in order. */
  readonly requests: readonly FakeRequest[];
  /** What Linear would have refused, and what the fake could not answer: empty when all is well. */
  readonly refusals: readonly string[];
  /** What became of the webhook deliveries so far. */
  readonly deliveries: readonly FakeDelivery[];
  /** Has every change delivered to an address from now on, signed; the function returned ends it. */
  subscribe(subscription: FakeSubscription): () => void;
  /** Waits until every delivery so far has been answered. */
  settled(): Promise<void>;
  /** Makes requests fail; the function returned ends it. */
  fail(rule: FakeFaultRule): () => void;
  /** Forbids a field of Query, such as `initiatives`; the function returned allows it again. */
  forbid(field: string): () => void;
  /** Changes the budgets. */
  limit(limits: Partial<FakeLimits>): void;
  /** Requests that have begun and not ended. */
  openRequests(): number;
  /** Everything an index of this workspace must hold. */
  census(): FakeCensus;
  close(): Promise<void>;
}

/** Starts a fake with an organization (`acme`), a viewer who is admin, and nothing else. */
export async function createFakeLinear(options: FakeLinearOptions = {}): Promise<FakeLinear> {
  const now = options.now ?? Date.now;
  const store = createStore();
  const plain = createWorkspace(store, now);
  const webhooks = createWebhooks(plain, store.get, now);
  const { workspace } = webhooks;
  const credentials: FakeCredentials = {
    apiKey: options.credentials?.apiKey ?? "linear-fake-key-0a1b2c3d4e5f",
    accessToken: options.credentials?.accessToken ?? "linear-fake-token-5f4e3d2c1b0a",
  };
  const organization = workspace.create("Organization");
  const viewer = workspace.create("User", { name: "Ada Lovelace", displayName: "ada", admin: true });
  let limits: FakeLimits = { ...defaultLimits, ...options.limits };
  const log = createRequestLog<FakeRequest>();
  const forbidden = new Set<string>();
  const faults = createFaultRules((rule: FakeFaultRule, name: string) => isNamed(rule.operation, name));

  const server = await startFakeServer(
    createEndpoint({
      context: { store, viewerId: viewer.id, organizationId: organization.id, permit },
      credentials,
      faults,
      log,
      counter: createLimitCounter(() => limits, now),
      limits: () => limits,
      now,
    }),
  );

  function permit(field: string): void {
    if (!forbidden.has(field)) return;
    const { message, extensions } = errorBody("You don't have access to this.", "forbidden", "FORBIDDEN", 403);
    throw new GraphQLError(message, { extensions });
  }

  return {
    ...workspace,
    url: `${server.url}/graphql`,
    fetch: server.fetch,
    credentials,
    viewerId: viewer.id,
    organizationId: organization.id,
    requests: log.requests,
    refusals: log.refusals,
    deliveries: webhooks.deliveries,
    subscribe: webhooks.subscribe,
    settled: webhooks.settled,
    fail: faults.add,
    forbid(field) {
      forbidden.add(field);
      return () => void forbidden.delete(field);
    },
    limit(changed) {
      limits = { ...limits, ...changed };
    },
    openRequests: server.openRequests,
    census: () => takeCensus(store),
    close: server.close,
  };
}
