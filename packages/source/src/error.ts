/**
 * Every way a source can fail, and whether trying again can help. `rate-limited` carries the provider's time in
 * `retryAfterMs`; the host waits that long.
 */
export const sourceErrorCodes = {
  "rate-limited": { retryable: true },
  timeout: { retryable: true },
  unavailable: { retryable: true },
  unauthorized: { retryable: false },
  forbidden: { retryable: false },
  "not-found": { retryable: false },
  "invalid-config": { retryable: false },
  "invalid-response": { retryable: false },
  "invalid-signature": { retryable: false },
  "cursor-expired": { retryable: false },
} as const;

export type SourceErrorCode = keyof typeof sourceErrorCodes;

// instanceof breaks when two copies of this package are installed: a registered symbol does not.
const marker = Symbol.for("tributary.source-error");

/**
 * The one error a source throws. The message says what was asked, of whom and what came back; never a token, a header
 * or a body.
 */
export class SourceError extends Error {
  override readonly name = "SourceError";
  readonly [marker] = true;
  readonly code: SourceErrorCode;
  /** Milliseconds to wait before trying again, when the provider says so. */
  readonly retryAfterMs: number | undefined;
  /** The setting at fault as a path that begins with `config` or `credentials`, where correcting one mends it. */
  readonly setting: readonly string[] | undefined;

  constructor(
    code: SourceErrorCode,
    message: string,
    options: { cause?: unknown; retryAfterMs?: number; setting?: readonly string[] } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
    this.setting = options.setting;
  }

  /** Whether the same call may succeed later without anybody changing anything. */
  get retryable(): boolean {
    return sourceErrorCodes[this.code].retryable;
  }
}

/** Whether a caught value is a SourceError, of this or another installed copy of this package. */
export function isSourceError(value: unknown): value is SourceError {
  return typeof value === "object" && value !== null && marker in value;
}
