import type { EngineClock } from "./clock.ts";
import type { CronSchedules } from "./cron/schedules.ts";
import type { EngineLogger } from "./logger.ts";
import type { DueQueue } from "./queue/due-queue.ts";
import type { PauseIndex } from "./queue/pause-index.ts";
import type { RealtimeHub } from "./realtime/hub.ts";
import type { Tokens } from "./realtime/tokens.ts";
import type { PausedFunctions } from "./registry/paused-functions.ts";
import type { Registry } from "./registry/registry.ts";
import type { RunEnds } from "./runs/run-ends.ts";
import type { GatheringTimers } from "./schedule/gathering-timers.ts";
import type { Throttle } from "./schedule/throttle.ts";
import type { EventRow } from "./store/events.ts";
import type { Store } from "./store/store.ts";

/** An event on its way through the engine: what functions receive, and how it is kept. */
export interface IncomingEvent {
  readonly row: EventRow;
  /** The event as functions receive it. */
  readonly content: Readonly<Record<string, unknown>>;
  /** Its `ts`, in milliseconds: a later one delays what it starts. */
  readonly timestamp: number;
}

/** An error as the protocol writes it. */
export interface SerializedError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: unknown;
}

/** Work that one change causes and that belongs in the same transaction. */
export type FollowUp =
  | { readonly kind: "event"; readonly event: IncomingEvent }
  | { readonly kind: "resume"; readonly correlation: string; readonly value: string };

/** One transaction on the file, with what has to happen in memory once it is kept. */
export interface Transaction {
  /** The engine's time, the same throughout. */
  readonly now: number;
  /** Runs after the commit, or never. */
  afterCommit(effect: () => void): void;
  /** Takes back a change in memory that others in the same commit had to see at once. */
  onRollback(undo: () => void): void;
  /** Adds work to be done before the commit. */
  followUp(work: FollowUp): void;
}

/** What the parts of the engine share. */
export interface Kernel {
  readonly clock: EngineClock;
  readonly logger: EngineLogger;
  readonly retryInterval: number | undefined;
  readonly store: Store;
  readonly registry: Registry;
  readonly due: DueQueue;
  readonly pauses: PauseIndex;
  readonly gatherings: GatheringTimers;
  readonly crons: CronSchedules;
  readonly throttle: Throttle;
  readonly paused: PausedFunctions;
  readonly runEnds: RunEnds;
  readonly realtime: RealtimeHub;
  readonly tokens: Tokens;
  /** Makes a ULID of the engine's time. */
  nextUlid(): string;
  /** Runs `work` and everything it causes in one transaction. A throw leaves file and memory as they were. */
  transact<Result>(work: (transaction: Transaction) => Result): Result;
  /** The same for changes a power loss may take back (see `Database.transactLazily`). */
  transactLazily<Result>(work: (transaction: Transaction) => Result): Result;
  /** The same in a commit shared with others; resolves after it. Rejects like `transact` throws. */
  submit<Result>(work: (transaction: Transaction) => Result): Promise<Result>;
}
