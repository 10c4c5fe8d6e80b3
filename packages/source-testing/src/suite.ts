import type { Source, SourceDefinition, SourceErrorCode } from "@tributary/source";
import type { SourceWorld, WebhookDeliveries } from "./world.ts";

/** What describeSource needs to know about a source. A question without an answer does not compile. */
export interface SourceSuite<World extends SourceWorld = SourceWorld> {
  readonly definition: SourceDefinition;
  /** Makes a world of its own, independent of every other, for each check; the same data every time. */
  create(): Promise<World>;
  /**
   * How an incremental pull makes deletions known: `listed` as delete changes, or `absent`, that is only by their absence
   * from the next complete listing.
   */
  readonly deletions: "listed" | "absent";
  /** How to bring about each failure the source can meet, and why it cannot meet the others. */
  readonly faults: FaultTable<World>;
  /** Deliveries from a world to check the source's webhook with, or why it has none. */
  readonly webhook: ((world: World) => WebhookDeliveries) | Impossible;
  /** Most changes one page may carry. Default 5,000. */
  readonly maxPageSize?: number;
  /** Set, with the reason, when no full pull can prove that it saw everything: it then never says `complete`. */
  readonly neverComplete?: string;
  /**
   * Set, with the reason, when incremental pulls look back over a stretch of time and list unchanged references again.
   * They are then allowed, with the version they had.
   */
  readonly overlap?: string;
}

/** The calls a fault can be met in. */
export type FaultOperation = "validate" | "pull" | "fetch";

/** One way to bring about a failure. */
export interface Fault<World extends SourceWorld = SourceWorld> {
  /** What goes wrong, for the test's name: `a 403 without the scope`. */
  readonly name: string;
  /** The calls that then fail with the code. */
  readonly operations: readonly [FaultOperation, ...FaultOperation[]];
  /** Brings it about in a world that has just been read through without a failure. */
  provoke(world: World): Promise<ProvokedFault>;
}

/** A failure that has been brought about. */
export interface ProvokedFault {
  /** The source that meets it; a fresh `world.source()` when absent. */
  readonly source?: () => Source;
  /** The cursor `pull` is called with; a full pull from the beginning when absent. */
  readonly cursor?: string;
  /** What a rate-limited error must carry, in milliseconds; any positive number when absent. */
  readonly retryAfterMs?: number;
  /** Ends the failure. Needed for retryable codes: the same calls on the same instance then succeed. */
  mend?(): Promise<void>;
}

/** The word that something cannot be, and why: a sentence. */
export interface Impossible {
  readonly impossible: string;
}

/**
 * Every code of SourceError with the ways to bring it about, or why there is none. `invalid-signature` is left to the
 * webhook checks.
 */
export type FaultTable<World extends SourceWorld = SourceWorld> = {
  readonly [Code in FaultCode]: readonly [Fault<World>, ...Fault<World>[]] | Impossible;
};

/** The codes a fault table answers for. */
export type FaultCode = Exclude<SourceErrorCode, "invalid-signature">;
