import { randomUUID } from "node:crypto";
import type { Inngest, InngestFunction } from "inngest";
import { createCleaner, defaultKeepRunsMs } from "./cleaning/cleaner.ts";
import { pruneNow } from "./cleaning/prune-now.ts";
import { type EngineClock, systemClock } from "./clock.ts";
import { createCronSchedules } from "./cron/schedules.ts";
import { createCaller } from "./driver/caller.ts";
import { createSdkHandler, requireOwnClient } from "./driver/sdk-handler.ts";
import { readSigningKeys } from "./driver/signing.ts";
import { createEndpointCaller } from "./endpoints/endpoint-caller.ts";
import { resolveEndpointOrigins } from "./endpoints/endpoint-origins.ts";
import { isEndpointSlug } from "./endpoints/endpoint-slug.ts";
import { keepParts } from "./engine-parts.ts";
import { EmbeddedInngestError } from "./errors.ts";
import { cancelRun, dispatchEvent } from "./events/dispatch.ts";
import { type EgressOptions, resolveEgress } from "./gateway/egress.ts";
import { createGatewayCaller } from "./gateway/gateway-caller.ts";
import { createFetch, createRouter } from "./http/router.ts";
import { createUlidFactory } from "./identifiers.ts";
import type { Kernel } from "./kernel.ts";
import { type EngineLogger, silentLogger } from "./logger.ts";
import { resumeInvoke } from "./ops/end-wait.ts";
import { type RerunOptions, rerun } from "./ops/rerun.ts";
import { recoverItem } from "./ops/retry.ts";
import { createDueQueue } from "./queue/due-queue.ts";
import { createPauseIndex } from "./queue/pause-index.ts";
import { createRealtimeHub } from "./realtime/hub.ts";
import { createTokens } from "./realtime/tokens.ts";
import { createApps } from "./registry/apps.ts";
import { createPausedFunctions } from "./registry/paused-functions.ts";
import { createRegistry } from "./registry/registry.ts";
import { createRunEnds } from "./runs/run-ends.ts";
import { createRuns } from "./runs/runs.ts";
import { createTraces } from "./runs/traces.ts";
import type { EngineStats, Runs } from "./runs/types.ts";
import { createGatheringTimers } from "./schedule/gathering-timers.ts";
import { gatesOf } from "./schedule/keys.ts";
import { createThrottle } from "./schedule/throttle.ts";
import { openDatabase } from "./store/database.ts";
import { createInspectionStore } from "./store/inspection.ts";
import type { PausedFunction } from "./store/paused-functions.ts";
import { createReportStore } from "./store/reports.ts";
import { readSecret } from "./store/secrets.ts";
import { createStore } from "./store/store.ts";
import { createTraceStore } from "./store/traces.ts";
import { createTransactions } from "./transactions.ts";
import { rescueRuns } from "./watchdog.ts";
import { createWorker } from "./worker.ts";

/** How to make an engine. */
export interface EmbeddedInngestOptions {
  /** Path of the engine's file, made when missing; ":memory:" keeps nothing. */
  readonly file: string;
  /** Where the engine reports; nowhere unless given. */
  readonly logger?: EngineLogger;
  /** FULL (the default) survives power loss; NORMAL survives a killed process and may lose the last moments in a power loss. */
  readonly synchronous?: "FULL" | "NORMAL";
  /** Milliseconds between attempts, instead of the service's growing delays. For tests. */
  readonly retryInterval?: number;
  readonly clock?: EngineClock;
  /**
   * How long ended runs, and events nothing refers to, are kept, in milliseconds; 7 days unless given. The engine
   * deletes older ones on its own. 0 or Infinity keeps them for ever.
   */
  readonly keepRunsMs?: number;
  /** How many calls into functions are made at once, over all functions; 16 unless given. */
  readonly maxConcurrentCalls?: number;
  /**
   * The key shared with apps that are called over HTTP, and with clients of `serveEngine`: hexadecimal, with or without
   * a prefix such as `signkey-prod-`. Without one the engine speaks to apps in dev mode.
   */
  readonly signingKey?: string;
  /** The key before the last change, still accepted. */
  readonly signingKeyFallback?: string;
  /** Where `step.fetch` and `step.ai.infer` may call; nowhere unless given. */
  readonly egress?: EgressOptions;
  /**
   * Origins of durable endpoints (`"https://app.example.com"`) the engine may call again; those of this machine unless
   * given. An app takes its origin from what its callers name as host.
   */
  readonly endpointOrigins?: readonly string[];
}

/** What to serve: the client made with this engine's `fetch`, and its functions. */
export interface Registration {
  readonly client: Inngest.Any;
  readonly functions: readonly InngestFunction.Any[];
}

/** An engine on one file. */
export interface EmbeddedInngest {
  /** Give it to `new Inngest({ id, isDev: true, fetch: engine.fetch, baseUrl: EMBEDDED_BASE_URL })`. */
  readonly fetch: typeof globalThis.fetch;
  readonly runs: Runs;
  /**
   * Registers an app's functions; those it no longer has are archived. Throws `invalid-config` with every problem.
   * May be called again, and for several apps.
   */
  register(options: Registration): Promise<void>;
  /**
   * Registers the app served at a URL, such as `http://127.0.0.1:3000/api/inngest`, whose functions are then called
   * over HTTP; the file keeps the URL. Throws `unreachable` when no SDK answers there, `invalid-config` like `register`.
   */
  registerUrl(options: { readonly url: string }): Promise<{ readonly appId: string }>;
  /** Picks up what the file holds and begins to work. */
  start(): Promise<void>;
  /** Stops making calls, waits up to `drainMs` (10,000 unless given) for those being made, and closes the file. */
  stop(options?: { readonly drainMs?: number }): Promise<void>;
  /** Resolves when nothing is due and no call is being made. */
  idle(): Promise<void>;
  /** Cancels a run; false when it is over or unknown. */
  cancelRun(runId: string): Promise<boolean>;
  /**
   * Runs a function again with the events of an earlier run, entirely or from one of its steps on, and answers the new
   * run's id. Throws `not-found`, `invalid-option`, or `refused` when the function is paused or a singleton holds it.
   */
  rerun(runId: string, options?: RerunOptions): Promise<string>;
  /** Starts no more runs of a function, named by its slug, until it is resumed; its runs go on. Throws `not-found`. */
  pauseFunction(slug: string): Promise<void>;
  /** Ends a pause and answers how many runs it skipped; undefined when the function was not paused. */
  resumeFunction(slug: string): Promise<PausedFunction | undefined>;
  pausedFunctions(): readonly PausedFunction[];
  stats(): EngineStats;
  /** Deletes runs that ended more than `olderThanMs` milliseconds ago, and events nothing refers to; answers how many runs. */
  prune(olderThanMs: number): number;
}

const defaultConcurrentCalls = 16;
const defaultDrainMs = 10_000;

/** Opens the engine's file and makes an engine on it, which takes in events at once and works after `start`. */
export function createEmbeddedInngest(options: EmbeddedInngestOptions): EmbeddedInngest {
  const maxConcurrentCalls = options.maxConcurrentCalls ?? defaultConcurrentCalls;
  if (!Number.isInteger(maxConcurrentCalls) || maxConcurrentCalls < 1) {
    throw new EmbeddedInngestError("invalid-option", "maxConcurrentCalls must be a whole number of at least 1.");
  }
  const egress = resolveEgress(options.egress);
  const endpointOrigins = resolveEndpointOrigins(options.endpointOrigins);
  const signing = readSigningKeys(options.signingKey, options.signingKeyFallback);
  const keepRunsMs = options.keepRunsMs ?? defaultKeepRunsMs;
  if (!(keepRunsMs >= 0)) {
    throw new EmbeddedInngestError("invalid-option", "keepRunsMs must be a number of milliseconds, 0 or more.");
  }
  const clock = options.clock ?? systemClock;
  const logger = options.logger ?? silentLogger;
  const database = openDatabase({ file: options.file, synchronous: options.synchronous ?? "FULL" });
  const store = createStore(database);
  const reports = createReportStore(database);
  const registry = createRegistry(store.functions, logger);
  const throttle = createThrottle(store.flow, (slug) => registry.get(slug)?.throttle);
  const transactions = createTransactions(database, {
    now: () => clock.now(),
    followUp(transaction, next) {
      if (next.kind === "event") dispatchEvent(kernel, transaction, next.event);
      else resumeInvoke(kernel, transaction, next.correlation, next.value);
    },
    onCommit: () => worker.wake(),
  });
  const kernel: Kernel = {
    clock,
    logger,
    retryInterval: options.retryInterval,
    store,
    registry,
    due: createDueQueue({
      gatesOf: (item) => gatesOf(registry.get(item.slug), item),
      isLive: (slug) => registry.isLive(slug) || isEndpointSlug(slug),
      admit: throttle.admit,
    }),
    pauses: createPauseIndex(),
    gatherings: createGatheringTimers(),
    crons: createCronSchedules(store.functions.crons()),
    runEnds: createRunEnds(),
    realtime: createRealtimeHub(),
    tokens: createTokens(readSecret(database, "tokens"), () => clock.now()),
    nextUlid: createUlidFactory(() => clock.now()),
    throttle,
    paused: createPausedFunctions(store.pausedFunctions, registry),
    transact: transactions.transact,
    transactLazily: transactions.transactLazily,
    submit: transactions.submit,
  };
  const stopped = new AbortController();
  const apps = createApps({
    kernel,
    signing,
    stopped: stopped.signal,
    onChange() {
      kernel.due.rebuild();
      worker.wake();
    },
  });
  const callApp = createCaller(kernel, apps.handlerOf);
  const callOutside = createGatewayCaller(kernel, egress, stopped.signal);
  const callEndpoint = createEndpointCaller(kernel, signing, stopped.signal);
  const worker = createWorker(
    kernel,
    (item) => {
      if (item.kind === "gateway") return callOutside(item);
      return isEndpointSlug(item.slug) ? callEndpoint(item) : callApp(item);
    },
    maxConcurrentCalls,
    transactions.pending,
    createCleaner(kernel, keepRunsMs),
  );
  const ownPath = `/engine/${randomUUID()}`;
  for (const item of store.queue.load()) kernel.due.add(item);
  for (const pause of store.pauses.byEvents()) kernel.pauses.add(pause, clock.now());
  for (const gathering of store.flow.all()) kernel.gatherings.set(gathering.gatheringId, gathering.dueAt);

  function requireOpen(): void {
    if (stopped.signal.aborted) throw stopped.signal.reason;
  }

  const runs = createRuns(kernel, reports, stopped.signal);
  const router = createRouter({
    kernel,
    apps,
    runs,
    traces: createTraces(kernel, createTraceStore(database)),
    reports,
    inspection: createInspectionStore(database),
    calls: worker.calls,
    endpointOrigins,
    isOpen: () => !stopped.signal.aborted,
  });

  const engine: EmbeddedInngest = {
    fetch: createFetch(router, ownPath),
    runs,
    async register({ client, functions }) {
      requireOpen();
      await requireOwnClient(client, ownPath);
      await apps.registerHere(createSdkHandler(client, functions));
    },
    async registerUrl({ url }) {
      requireOpen();
      return { appId: await apps.registerUrl(url) };
    },
    async start() {
      requireOpen();
      for (const item of store.queue.leased()) {
        kernel.transact((transaction) => recoverItem(kernel, transaction, item));
      }
      kernel.transact((transaction) => rescueRuns(kernel, transaction));
      worker.start();
    },
    async stop({ drainMs = defaultDrainMs } = {}) {
      if (stopped.signal.aborted) return;
      await worker.stop(drainMs);
      transactions.flush();
      kernel.realtime.close();
      stopped.abort(new EmbeddedInngestError("stopped", "The embedded engine has stopped."));
      database.close();
    },
    idle: () => worker.idle(),
    async cancelRun(runId) {
      requireOpen();
      return kernel.transact((transaction) => cancelRun(kernel, transaction, runId, "Cancelled on request."));
    },
    async rerun(runId, options) {
      requireOpen();
      return kernel.transact((transaction) => rerun(kernel, transaction, runId, options));
    },
    async pauseFunction(slug) {
      requireOpen();
      kernel.transact((transaction) => kernel.paused.pause(transaction, slug));
    },
    async resumeFunction(slug) {
      requireOpen();
      return kernel.transact((transaction) => kernel.paused.resume(transaction, slug));
    },
    pausedFunctions() {
      requireOpen();
      return kernel.paused.all();
    },
    stats() {
      requireOpen();
      const counts = new Map(reports.countByStatus().map(({ status, n }) => [status, n]));
      const started = counts.get("running") ?? 0;
      const running = reports.busy(clock.now());
      return {
        queued: counts.get("queued") ?? 0,
        running,
        waiting: started - running,
        completed: counts.get("completed") ?? 0,
        failed: counts.get("failed") ?? 0,
        cancelled: counts.get("cancelled") ?? 0,
        inFlight: worker.inFlight(),
        held: kernel.due.held(),
      };
    },
    prune(olderThanMs) {
      requireOpen();
      const before = clock.now() - olderThanMs;
      return pruneNow(kernel, before);
    },
  };
  const { realtime, tokens } = kernel;
  return keepParts(engine, { router, signing, logger, realtime, tokens, stopped: stopped.signal });
}
