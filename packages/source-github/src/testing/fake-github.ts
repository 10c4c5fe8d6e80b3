import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AppInput, addApp, addToken, expireTokens, type FakeApp, type TokenInput } from "./auth/accounts.ts";
import { budgetKey } from "./auth/caller.ts";
import { createFakeRepository, type FakeRepository } from "./fake-repository.ts";
import { handleApi } from "./http/api-server.ts";
import { createArchiveLinks, handleArchive } from "./http/archive-server.ts";
import { createFaults, type FakeFaultRule } from "./http/faults.ts";
import { type FakeLimits, githubLimits } from "./http/limits.ts";
import { createRateLimits, type RateLimits, type RateResource } from "./http/rate-limits.ts";
import { createRequestLog, type RequestLog } from "./http/request-log.ts";
import { allRoutes } from "./rest/routes.ts";
import { type RepositoryCensus, takeCensus } from "./state/census.ts";
import { createClock, type FakeClock } from "./state/clock.ts";
import { createRepositoryRecord, type RepositoryInput } from "./state/create-repository.ts";
import { createWorld, type World } from "./state/world.ts";
import { createWebhooks, type FakeWebhooks } from "./webhooks/webhooks.ts";

/** How the fake begins. */
export interface FakeGitHubOptions {
  /** Limits other than GitHub's own, to meet them with little data. */
  readonly limits?: Partial<FakeLimits>;
  /** Milliseconds every request takes. Default 0. */
  readonly latency?: number;
  /** Time at which the fake's clock stands still until moved; by default it runs with the machine's. */
  readonly startAt?: number;
}

/** A GitHub on this machine: real git repositories, everything else in memory. */
export interface FakeGitHub {
  /** Base URL of the API, in place of https://api.github.com; GraphQL is at `/graphql` below it. */
  readonly url: string;
  /** The same API as an enterprise server has it: `/api/v3`, GraphQL at `/api/graphql`. */
  readonly enterpriseUrl: string;
  readonly world: World;
  readonly clock: FakeClock;
  /** The limits in force; each can be changed at any time. */
  readonly limits: FakeLimits;
  readonly rates: RateLimits;
  /** Hooks and their deliveries. */
  readonly webhooks: FakeWebhooks;
  /** Requests so far. */
  readonly log: RequestLog;
  /** What GitHub would not have understood: unknown endpoints, parameters, fields. Should stay empty. */
  readonly refusals: readonly string[];
  /** Milliseconds every request takes. */
  latency: number;
  /** Adds an empty repository. */
  createRepository(input: RepositoryInput | string): Promise<FakeRepository>;
  /** Adds a token; returns it. */
  addToken(input?: TokenInput): string;
  /** Adds a GitHub App with a key of its own. */
  addApp(input?: AppInput): FakeApp;
  /** Leaves the account of a token with so many requests (or GraphQL points) of its hour. */
  setRemaining(token: string, remaining: number, resource?: RateResource): void;
  /** Ends tokens before their time: every one, or those of installations on a repository's owner. */
  expireTokens(repository?: FakeRepository): void;
  /** Counts everything it holds, by repository. */
  census(): Promise<Readonly<Record<string, RepositoryCensus>>>;
  /** Makes requests fail; the function returned stops it. */
  inject(rule: FakeFaultRule): () => void;
  /** Requests open at this moment. */
  openRequests(): number;
  /** Stops both servers and removes the repositories. */
  close(): Promise<void>;
  /** The same, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts a fake GitHub on free ports of 127.0.0.1. */
export async function createFakeGitHub(options: FakeGitHubOptions = {}): Promise<FakeGitHub> {
  const folder = await mkdtemp(join(tmpdir(), "fake-github-"));
  const clock = createClock(options.startAt);
  const limits: FakeLimits = { ...githubLimits, ...options.limits };
  const webhooks = createWebhooks(() => ({ world, apiUrl: api.url }), limits);
  const world: World = createWorld(clock, webhooks, limits);
  const faults = createFaults();
  const log = createRequestLog();
  const rates = createRateLimits(limits, clock);
  const links = createArchiveLinks(world);
  const refusals: string[] = [];
  let open = 0;
  let latency = options.latency ?? 0;

  const counted =
    (handle: (...parameters: Parameters<RequestListener>) => Promise<void>): RequestListener =>
    (request, response) => {
      open += 1;
      response.once("close", () => {
        open -= 1;
      });
      handle(request, response).catch(() => response.destroy());
    };
  const shared = { world, log, faults, latency: () => latency };
  const archive: Listening = await listen(
    createServer(counted((...both) => handleArchive({ ...shared, links }, ...both))),
  );
  const routes = allRoutes(rates, links, webhooks);
  const parts = { ...shared, limits, rates, routes, refusals, archiveUrl: () => archive.url };
  const api: Listening = await listen(createServer(counted((...both) => handleApi(parts, ...both))));

  async function closeAll(): Promise<void> {
    await webhooks.settle();
    await Promise.all([close(api.server), close(archive.server)]);
    for (const repository of world.repositories.values()) repository.git.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }

  return {
    url: api.url,
    enterpriseUrl: `${api.url}/api/v3`,
    world,
    clock,
    limits,
    rates,
    webhooks,
    log,
    refusals,
    get latency() {
      return latency;
    },
    set latency(milliseconds) {
      latency = milliseconds;
    },
    async createRepository(input) {
      const record = await createRepositoryRecord(world, folder, typeof input === "string" ? { name: input } : input);
      return createFakeRepository(world, record);
    },
    addToken: (input) => addToken(world, input),
    addApp: (input) => addApp(world, input),
    setRemaining(token, remaining, resource = "core") {
      const known = world.tokens.get(token);
      if (known === undefined) throw new Error("The fake gave no such token.");
      rates.leave(budgetKey({ type: "token", token: known }), resource, remaining);
    },
    expireTokens: (repository) => expireTokens(world, repository?.record),
    census: () => takeCensus(world),
    inject: (rule) => faults.inject(rule),
    openRequests: () => open,
    close: closeAll,
    [Symbol.asyncDispose]: closeAll,
  };
}

interface Listening {
  readonly server: Server;
  readonly url: string;
}

async function listen(server: Server): Promise<Listening> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
