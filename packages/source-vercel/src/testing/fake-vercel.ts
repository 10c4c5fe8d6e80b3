import { createFaultRules, createRequestLog, isNamed, startFakeServer } from "@tributary/source-testing/fake";
import { createEndpoint } from "./http/endpoint.ts";
import type { FakeFaultRule, FakeRequest } from "./http/faults.ts";
import { createLimitCounter, DEFAULT_LIMIT } from "./http/limits.ts";
import type { RouteContext } from "./http/routes.ts";
import { type FakeCensus, takeCensus } from "./state/census.ts";
import { createStore, createTeam, type FakeTeam } from "./state/team.ts";
import { createWebhooks, type FakeDelivery, type FakeSubscription } from "./webhooks.ts";

/** How a fake is made. */
export interface FakeVercelOptions {
  /** The token it takes; a made-up one when absent. */
  readonly token?: string;
  /** Its clock, in milliseconds since the epoch; Date.now when absent. */
  readonly now?: () => number;
  /** Requests of one route a minute. */
  readonly limit?: number;
  /** The team's plan; `pro` when absent. */
  readonly plan?: "hobby" | "pro" | "enterprise";
}

/** A Vercel on this machine: one team, stateful, and as strict as Vercel's schema. */
export interface FakeVercel extends FakeTeam {
  /** Its address: `apiUrl` of the source's configuration. */
  readonly url: string;
  readonly token: string;
  readonly teamId: string;
  /** Answers in this process, without a connection: for data sets of many thousand requests. */
  readonly fetch: typeof globalThis.fetch;
  /** Every request so far, in order. */
  readonly requests: readonly FakeRequest[];
  /** What Vercel would have refused, and what the fake could not answer: empty when all is well. */
  readonly refusals: readonly string[];
  /** Requests for the values of environment variables. */
  readonly valuesRequested: readonly string[];
  /** What became of the webhook deliveries so far. */
  readonly deliveries: readonly FakeDelivery[];
  /** Has every change delivered to an address from now on, signed; the function returned ends it. */
  subscribe(subscription: FakeSubscription): () => void;
  /** Waits until every delivery so far has been answered. */
  settled(): Promise<void>;
  /** Makes requests fail; the function returned ends it. */
  fail(rule: FakeFaultRule): () => void;
  /** Forbids a route, such as `/v3/deployments/{}/events`; the function returned allows it again. */
  forbid(route: string): () => void;
  /** Takes the token's owner out of the team: every request about it is a 403. The function returned takes it in again. */
  loseTeam(): () => void;
  /** Changes the requests of one route a minute. */
  limit(requests: number): void;
  /** Address of a project's deploy hook. */
  hookUrl(projectId: string): string;
  /** Requests that have begun and not ended. */
  openRequests(): number;
  /** Everything an index of this team must hold. */
  census(): FakeCensus;
  close(): Promise<void>;
}

/** Starts a fake with a team (`acme`), a user in it, and nothing else. */
export async function createFakeVercel(options: FakeVercelOptions = {}): Promise<FakeVercel> {
  const { now = Date.now, token = "vercel-fake-token-0a1b2c3d4e5f", plan = "pro" } = options;
  const teamId = "team_acmefake0001";
  const store = createStore();
  const webhooks = createWebhooks(teamId, now);
  const team = createTeam(store, now, webhooks.tell);
  const log = createRequestLog<FakeRequest>();
  const valuesRequested: string[] = [];
  const forbidden = new Set<string>();
  const faults = createFaultRules((rule: FakeFaultRule, route: string) => isNamed(rule.route, route));
  let limit = options.limit ?? DEFAULT_LIMIT;
  let isLost = false;
  let jobs = 0;
  let url = "";

  const hookUrl = (projectId: string) => `${url}/v1/integrations/deploy/${projectId}/hook${projectId.slice(4)}`;
  const context: RouteContext = {
    store,
    team: { id: teamId, slug: "acme", name: "Acme", plan },
    user: { id: "user_ada", username: "ada", name: "Ada Lovelace" },
    hookUrl,
    deploy(projectId, hook) {
      if (!store.projects.has(projectId) || !hookUrl(projectId).endsWith(`/${hook}`)) return undefined;
      jobs += 1;
      team.createDeployment(projectId, { source: "api-trigger-git-deploy", meta: { githubCommitRef: "main" } });
      return { id: `job${jobs}`, state: "PENDING", createdAt: now() };
    },
    revealed: (what) => valuesRequested.push(what),
  };
  const server = await startFakeServer(
    createEndpoint({
      context,
      token,
      faults,
      log,
      counter: createLimitCounter(() => limit, now),
      now,
      isTeamLost: () => isLost,
      isForbidden: (route) => forbidden.has(route),
    }),
  );
  url = server.url;

  return {
    ...team,
    url,
    token,
    teamId,
    fetch: server.fetch,
    requests: log.requests,
    refusals: log.refusals,
    valuesRequested,
    deliveries: webhooks.deliveries,
    subscribe: webhooks.subscribe,
    settled: webhooks.settled,
    fail: faults.add,
    forbid(route) {
      forbidden.add(route);
      return () => void forbidden.delete(route);
    },
    loseTeam() {
      isLost = true;
      return () => {
        isLost = false;
      };
    },
    limit(changed) {
      limit = changed;
    },
    hookUrl,
    openRequests: server.openRequests,
    census: () => takeCensus(store),
    close: server.close,
  };
}
