import type { Source, SourceErrorCode, WebhookDelivery, WebhookOutcome } from "@tributary/source";
import type { SkipReason } from "@tributary/validation";

/** A small outside world for one check: the data, what a source must see of it, and how to change it. */
export interface SourceWorld {
  /** The configuration as a person would write it: plain JSON that the definition's schema accepts. */
  readonly config: unknown;
  /** A fresh instance on the same data, as another process would make it. */
  source(): Source;
  /** A source whose outside has stopped answering: every call waits until its signal aborts. */
  stalled(): Promise<Source>;
  /** Ids of everything a full pull lists and a fetch gives as a document. Enough of them for two pages. */
  readonly documents: readonly string[];
  /** What a full pull lists and a fetch skips: the reason by id. */
  readonly skipped?: Readonly<Record<string, SkipReason>>;
  /** What a full pull lists and a fetch fails on: the error's code by id. */
  readonly failed?: Readonly<Record<string, SourceErrorCode>>;
  /** Adds something; the source can see it when this resolves. */
  add(): Promise<WorldChange>;
  /** Changes something that was there from the beginning. */
  change(): Promise<WorldChange>;
  /** Removes something that was there from the beginning. */
  remove(): Promise<WorldChange>;
  /** Credentials the source was given, as distinctive strings: none may show up in anything it hands out. */
  readonly secrets: readonly string[];
  /** Log lines the source wrote, when it was given a logger: no secret may show up there either. */
  logged?(): readonly unknown[];
  /** Requests, processes or handles now open outside; must be back where it was once calls have ended. */
  openWork?(): number;
  dispose(): Promise<void>;
}

/** What an incremental pull must list after a change, by document id. */
export interface WorldChange {
  readonly changed?: readonly string[];
  readonly removed?: readonly string[];
}

/** Signed deliveries to check a webhook with. */
export interface WebhookDeliveries {
  /** The secret that signed the deliveries. */
  readonly secret: string;
  /** The time they arrive at, in milliseconds since the epoch. */
  readonly now: number;
  /** Age in milliseconds past which a delivery counts as a replay; null when the provider signs no time. */
  readonly maxAgeMs: number | null;
  /** At least one that means changes. */
  readonly examples: readonly [WebhookExample, ...WebhookExample[]];
}

/** A delivery and what it must mean. */
export interface WebhookExample {
  readonly name: string;
  readonly delivery: WebhookDelivery;
  readonly outcome: WebhookOutcome;
  /** For an outcome of changes: the document ids a pull with that hint must list. */
  readonly lists?: readonly string[];
}
