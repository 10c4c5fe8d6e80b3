import { randomUUID } from "node:crypto";
import type { Inngest, InngestFunction } from "inngest";
import { type EngineClock, systemClock } from "./clock.ts";
import { createCronSchedules, syncCrons } from "./cron/schedules.ts";
import { createCaller } from "./driver/caller.ts";
import { createSdkHandler, requireOwnClient, type SdkHandler } from "./driver/sdk-handler.ts";
import { EmbeddedInngestError } from "./errors.ts";
import { cancelRun, dispatchEvent } from "./events/dispatch.ts";
import { createFetch } from "./http/router.ts";
import { createUlidFactory } from "./identifiers.ts";
import type { Kernel } from "./kernel.ts";
import { type EngineLogger, silentLogger } from "./logger.ts";
import { resumeInvoke } from "./ops/end-wait.ts";
import { recoverItem } from "./ops/retry.ts";
import { createDueQueue } from "./queue/due-queue.ts";
import { createPauseIndex } from "./queue/pause-index.ts";
import { createRegistry } from "./registry/registry.ts";
import { saveApp, syncApp } from "./registry/sync.ts";
import { createRunEnds } from "./runs/run-ends.ts";
import { createRuns } from "./runs/runs.ts";
import type { EngineStats, Runs } from "./runs/types.ts";
import { createGatheringTimers } from "./schedule/gathering-timers.ts";
import { gatesOf } from "./schedule/keys.ts";
import { createThrottle } from "./schedule/throttle.ts";
import { openDatabase } from "./store/database.ts";
import { createReportStore } from "./store/reports.ts";
import { createStore } from "./store/store.ts";
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
  /** How many calls into functions are made at once, over all functions; 16 unless given. */
  readonly maxConcurrentCalls?: number;
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
  /** Picks up what the file holds and begins to work. */
  start(): Promise<void>;
  /** Stops making calls, waits up to `drainMs` (10,000 unless given) for those being made, and closes the file. */
  stop(options?: { readonly drainMs?: number }): Promise<void>;
  /** Resolves when nothing is due and no call is being made. */
  idle(): Promise<void>;
  /** Cancels a run; false when it is over or unknown. */
  cancelRun(runId: string): Promise<boolean>;
  stats(): EngineStats;
  /** Deletes runs that ended more than `olderThanMs` milliseconds ago, and events nothing refers to; answers how many runs. */
  prune(olderThanMs: number): number;
}

const defaultConcurrentCalls = 16;
const defaultDrainMs = 10_000;
const prunePageSize = 500;

/** Opens the engine's file and makes an engine on it, which takes in events at once and works after `start`. */
export function createEmbeddedInngest(options: EmbeddedInngestOptions): EmbeddedInngest {
  const maxConcurrentCalls = options.maxConcurrentCalls ?? defaultConcurrentCalls;
  if (!Number.isInteger(maxConcurrentCalls) || maxConcurrentCalls < 1) {
    throw new EmbeddedInngestError("invalid-option", "maxConcurrentCalls must be a whole number of at least 1.");
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
      isLive: registry.isLive,
      admit: throttle.admit,
    }),
    pauses: createPauseIndex(),
    gatherings: createGatheringTimers(),
    crons: createCronSchedules(store.functions.crons()),
    runEnds: createRunEnds(),
    nextUlid: createUlidFactory(() => clock.now()),
    throttle,
    transact: transactions.transact,
    transactLazily: transactions.transactLazily,
    submit: transactions.submit,
  };
  const handlers = new Map<string, SdkHandler>();
  const worker = createWorker(
    kernel,
    createCaller(kernel, (appId) => handlers.get(appId)),
    maxConcurrentCalls,
    transactions.pending,
  );
  const stopped = new AbortController();
  const ownPath = `/engine/${randomUUID()}`;
  for (const item of store.queue.load()) kernel.due.add(item);
  for (const pause of store.pauses.byEvents()) kernel.pauses.add(pause, clock.now());
  for (const gathering of store.flow.all()) kernel.gatherings.set(gathering.gatheringId, gathering.dueAt);

  function requireOpen(): void {
    if (stopped.signal.aborted) throw stopped.signal.reason;
  }

  return {
    fetch: createFetch({ kernel, calls: worker.calls, isOpen: () => !stopped.signal.aborted, ownPath }),
    runs: createRuns(kernel, reports, stopped.signal),
    async register({ client, functions }) {
      requireOpen();
      await requireOwnClient(client, ownPath);
      const handler = createSdkHandler(client, functions);
      const app = await syncApp(handler);
      requireOpen();
      kernel.transact((transaction) => {
        transaction.onRollback(registry.reload);
        saveApp(store.functions, app, transaction.now);
        registry.reload();
        syncCrons(kernel, transaction);
      });
      handlers.set(app.appId, handler);
      const slugs = app.functions.map(({ config }) => config.slug);
      registry.setLive(app.appId, slugs);
      kernel.due.rebuild();
      worker.wake();
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
      stopped.abort(new EmbeddedInngestError("stopped", "The embedded engine has stopped."));
      database.close();
    },
    idle: () => worker.idle(),
    async cancelRun(runId) {
      requireOpen();
      return kernel.transact((transaction) => cancelRun(kernel, transaction, runId, "Cancelled on request."));
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
      let pruned = 0;
      for (;;) {
        const page = store.runs.endedBefore(before, prunePageSize);
        if (page.length === 0) break;
        kernel.transact(() => {
          for (const runId of page) store.runs.erase(runId);
        });
        pruned += page.length;
      }
      kernel.transact(() => store.events.forget(before));
      return pruned;
    },
  };
}
