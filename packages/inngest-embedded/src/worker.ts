import type { Cleaner } from "./cleaning/cleaner.ts";
import { fireCron } from "./cron/schedules.ts";
import type { Caller } from "./driver/caller.ts";
import type { CallOutcome, ClassifiedResponse } from "./driver/classify.ts";
import { messageOf } from "./errors.ts";
import type { Kernel, Transaction } from "./kernel.ts";
import { limits } from "./limits.ts";
import type { LeasedCalls } from "./ops/checkpoint.ts";
import { failRun } from "./ops/end-run.ts";
import { reschedule } from "./ops/enqueue.ts";
import { handleResponse } from "./ops/handle-response.ts";
import { fireTimer, leaseItem } from "./ops/timers.ts";
import type { TakenCall } from "./queue/lanes.ts";
import { fireGathering } from "./schedule/gathering-timers.ts";
import { isStorageError } from "./store/database.ts";
import type { QueueItem } from "./store/queue.ts";
import { sweep } from "./watchdog.ts";

/** Works through the queue: fires timers, makes calls, applies their answers. */
export interface Worker {
  readonly calls: LeasedCalls;
  readonly inFlight: () => number;
  start(): void;
  /** Looks for work soon; called after every commit. */
  wake(): void;
  /** Resolves when nothing is due and no call is being made. */
  idle(): Promise<void>;
  /** Makes no more calls, and waits up to `drainMs` for those being made; what is left then is put back. */
  stop(drainMs: number): Promise<void>;
}

interface ActiveCall {
  item: QueueItem;
  readonly taken: TakenCall;
  deadline: number;
  /** True once an answer, or the lack of one, is being applied. */
  settled: boolean;
}

/** How many calls to the outside are made at once. */
const maxOutsideCalls = 64;
/** How many timers fire before other work gets its turn. */
const timersPerTurn = 64;
/** How long to leave the file alone after it refused a write (a full disk), in milliseconds. */
const storageRetryMs = 1000;
/** How often runs are looked over for ones that were left behind, in milliseconds. */
const sweepMs = 10 * 60_000;

/** Makes a worker that does nothing until it is started. `pendingWorks` counts what is submitted and not yet committed. */
export function createWorker(
  kernel: Kernel,
  caller: Caller,
  maxConcurrentCalls: number,
  pendingWorks: () => number,
  cleaner: Cleaner,
): Worker {
  const { clock, due, logger } = kernel;
  const active = new Map<number, ActiveCall>();
  let state: "new" | "running" | "stopping" | "stopped" = "new";
  let turnPlanned = false;
  let storageRetryAt = 0;
  let sweepAt = 0;
  let cancelTimer = (): void => {};
  let idleCallbacks: (() => void)[] = [];
  let drained = (): void => {};

  function wake(): void {
    if (turnPlanned || state !== "running") return;
    turnPlanned = true;
    setImmediate(turn);
  }

  function pause(error: unknown): void {
    logger.error("The engine's file cannot be written; work waits.", { reason: messageOf(error) });
    storageRetryAt = clock.now() + storageRetryMs;
  }

  /** Does work for a run's item. A fault of the engine fails that run; false when the file cannot be written now. */
  async function attempt(
    item: QueueItem,
    work: (transaction: Transaction) => void,
    isFallback = false,
  ): Promise<boolean> {
    try {
      await kernel.submit(work);
      return true;
    } catch (error) {
      if (isStorageError(error)) {
        pause(error);
        return false;
      }
      logger.error("The engine failed on a run.", { run: item.runId, reason: messageOf(error) });
      if (isFallback) return true;
      const message = `The embedded engine failed: ${messageOf(error)}`;
      return attempt(item, (transaction) => failRun(kernel, transaction, item.runId, "EngineError", message), true);
    }
  }

  async function fireOne(item: QueueItem): Promise<void> {
    if (!(await attempt(item, (transaction) => fireTimer(kernel, transaction, item)))) due.add(item);
  }

  function fireTimers(now: number): boolean {
    const timers = due.takeTimers(now, timersPerTurn);
    for (const item of timers) void fireOne(item);
    return timers.length === timersPerTurn;
  }

  function fireSchedules(now: number): void {
    const works = [
      ...kernel.crons.due(now).map((row) => (transaction: Transaction) => fireCron(kernel, transaction, row)),
      ...kernel.gatherings.due(now).map((id) => (transaction: Transaction) => fireGathering(kernel, transaction, id)),
    ];
    if (now >= sweepAt) {
      works.push((transaction) => sweep(kernel, transaction));
      sweepAt = now + sweepMs;
    }
    for (const work of works) {
      try {
        kernel.transact(work);
      } catch (error) {
        pause(error);
      }
    }
  }

  function clean(now: number): void {
    if (now < cleaner.nextAt()) return;
    try {
      cleaner.work();
    } catch (error) {
      pause(error);
    }
  }

  /** Calls to the outside cost nothing but waiting, so that they do not keep functions from being called. */
  function hasRoom(taken: readonly TakenCall[]): boolean {
    const items = [...[...active.values()].map((call) => call.item), ...taken.map((call) => call.item)];
    const outside = items.filter((item) => item.kind === "gateway").length;
    return items.length - outside < maxConcurrentCalls && outside < maxOutsideCalls;
  }

  function startCalls(now: number): void {
    const taken: TakenCall[] = [];
    while (hasRoom(taken)) {
      const call = due.takeCall(now);
      if (!call) break;
      taken.push(call);
    }
    if (taken.length === 0) return;
    try {
      // A lease lost to a power loss only means that the call it was for is made again.
      const leased = kernel.transactLazily((transaction) => {
        kernel.throttle.save(transaction);
        return taken.map((call) => ({ taken: call, item: leaseItem(kernel, transaction, call.item) }));
      });
      for (const { taken: call, item } of leased) {
        if (item) void makeCall(call, item);
        else due.release(call);
      }
    } catch (error) {
      pause(error);
      for (const call of taken) due.putBack(call);
    }
  }

  async function makeCall(taken: TakenCall, item: QueueItem): Promise<void> {
    const call: ActiveCall = { item, taken, deadline: clock.now() + limits.callMs, settled: false };
    active.set(item.itemId, call);
    const answer = await caller(item);
    if (active.get(item.itemId) === call) await settle(call, answer);
  }

  async function settle(call: ActiveCall, answer: ClassifiedResponse): Promise<void> {
    if (call.settled) return;
    call.settled = true;
    // The result of a call is not lost to a full disk: it is kept in memory until it can be written.
    while (!(await attempt(call.item, (transaction) => handleResponse(kernel, transaction, call.item, answer)))) {
      await new Promise<void>((resolve) => clock.setTimer(resolve, storageRetryMs));
      if (state === "stopped") return;
    }
    active.delete(call.item.itemId);
    due.release(call.taken);
    if (active.size === 0) drained();
    wake();
  }

  function expireCalls(now: number): void {
    for (const call of [...active.values()].filter((candidate) => !candidate.settled && candidate.deadline <= now)) {
      const error = { name: "Error", message: "The call gave no answer within 2 hours." };
      const outcome: CallOutcome = { kind: "retry", error, retryAfter: undefined };
      void settle(call, { outcome, requestVersion: undefined });
    }
  }

  function nextAt(): number | undefined {
    const instants = [
      due.nextAt(),
      kernel.crons.nextAt(),
      kernel.gatherings.nextAt(),
      sweepAt,
      cleaner.nextAt(),
      ...[...active.values()].filter((call) => !call.settled).map((call) => call.deadline),
    ].filter((at) => at !== undefined);
    // While the file is left alone nothing else counts; after that everything does, calls included.
    if (storageRetryAt > clock.now()) return storageRetryAt;
    return instants.length > 0 ? Math.min(...instants) : undefined;
  }

  function turn(): void {
    turnPlanned = false;
    if (state !== "running") return;
    const now = clock.now();
    let more = false;
    if (now >= storageRetryAt) {
      expireCalls(now);
      more = fireTimers(now);
      fireSchedules(now);
      startCalls(now);
      clean(now);
    }
    cancelTimer();
    const next = nextAt();
    if (more || (next !== undefined && next <= now)) wake();
    else if (next !== undefined) cancelTimer = clock.setTimer(wake, next - now);
    reportIdle();
  }

  function reportIdle(): void {
    if (idleCallbacks.length === 0 || !isIdle()) return;
    const callbacks = idleCallbacks;
    idleCallbacks = [];
    for (const callback of callbacks) callback();
  }

  function isIdle(): boolean {
    if (state !== "running") return true;
    if (turnPlanned || active.size > 0 || pendingWorks() > 0 || due.hasDueCalls()) return false;
    const next = nextAt();
    return next === undefined || next > clock.now();
  }

  return {
    calls: {
      get: (itemId) => active.get(itemId)?.item,
      progressed(itemId) {
        const call = active.get(itemId);
        if (!call) return;
        call.deadline = clock.now() + limits.callMs;
        call.item = { ...call.item, attempt: 0 };
      },
    },
    inFlight: () => active.size,
    start() {
      if (state !== "new") return;
      state = "running";
      sweepAt = clock.now() + sweepMs;
      wake();
    },
    wake,
    idle: () =>
      new Promise((resolve) => {
        idleCallbacks.push(resolve);
        if (isIdle()) reportIdle();
        else wake();
      }),
    async stop(drainMs) {
      if (state === "stopped") return;
      state = "stopping";
      cancelTimer();
      if (active.size > 0 && drainMs > 0) {
        await new Promise<void>((resolve) => {
          const cancel = clock.setTimer(resolve, drainMs);
          drained = () => {
            cancel();
            resolve();
          };
        });
      }
      state = "stopped";
      const left = [...active.values()].map(({ item }) =>
        // Stopping on purpose is no failure of the call: it keeps its attempts.
        attempt(item, (transaction) => {
          if (!kernel.store.queue.exists(item.itemId, item.generation)) return;
          reschedule(kernel, transaction, item, { at: transaction.now, attempt: item.attempt });
        }),
      );
      active.clear();
      await Promise.all(left);
      reportIdle();
    },
  };
}
