/** Concurrency of one entry: at most `limit` calls at once among those with the same key. */
export interface ConcurrencyEntry {
  /** Names the entry: its scope and key expression. Keyed entries of wider scope share a counter by this text. */
  readonly id: string;
  readonly limit: number;
  readonly key: string | undefined;
}

/** What starts a function. */
export type Trigger =
  | { readonly kind: "event"; readonly pattern: string; readonly expression: string | undefined }
  | { readonly kind: "cron"; readonly expression: string; readonly jitterMs: number };

/** An event that cancels the function's runs. */
export interface CancelEntry {
  readonly event: string;
  readonly expression: string | undefined;
  readonly timeout: string | undefined;
}

/** A rate, with the key that separates its buckets. */
export interface RateEntry {
  readonly limit: number;
  readonly periodMs: number;
  readonly burst: number;
  readonly key: string | undefined;
}

/** A function as the SDK reported it, checked and in the engine's units. */
export interface FunctionConfig {
  /** `<app id>-<function id>`: how the protocol names it. */
  readonly slug: string;
  readonly appId: string;
  readonly functionId: string;
  readonly name: string;
  /** A stable UUID of the slug. */
  readonly uuid: string;
  readonly triggers: readonly Trigger[];
  readonly maxAttempts: number;
  readonly concurrency: readonly ConcurrencyEntry[];
  readonly priority: string | undefined;
  readonly cancels: readonly CancelEntry[];
  readonly startTimeoutMs: number | undefined;
  readonly finishTimeoutMs: number | undefined;
  readonly idempotency: string | undefined;
  readonly rateLimit: RateEntry | undefined;
  readonly throttle: RateEntry | undefined;
  readonly debounce:
    | { readonly periodMs: number; readonly timeoutMs: number | undefined; readonly key: string | undefined }
    | undefined;
  readonly singleton: { readonly mode: "skip" | "cancel"; readonly key: string | undefined } | undefined;
  readonly batch:
    | {
        readonly maxSize: number;
        readonly timeoutMs: number;
        readonly key: string | undefined;
        readonly condition: string | undefined;
      }
    | undefined;
}
