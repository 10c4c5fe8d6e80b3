/** Every way a call to Cohere can fail, and whether the same call may succeed later. */
export const cohereErrorCodes = {
  unauthorized: { retryable: false },
  "not-found": { retryable: false },
  "invalid-request": { retryable: false },
  "quota-exceeded": { retryable: false },
  "invalid-response": { retryable: false },
  "rate-limited": { retryable: true },
  unavailable: { retryable: true },
  timeout: { retryable: true },
} as const;

export type CohereErrorCode = keyof typeof cohereErrorCodes;

/** What is known of a failed call beside its code. */
export interface CohereErrorDetails {
  /** HTTP status of the answer; absent when there was none. */
  readonly status?: number | undefined;
  /** Milliseconds Cohere asked to wait, from its Retry-After header. */
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** The one error this client throws, an abort apart: what was asked, and what came back. Never holds the key or a text. */
export class CohereError extends Error {
  override readonly name = "CohereError";
  readonly code: CohereErrorCode;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(code: CohereErrorCode, message: string, details: CohereErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
  }

  /** Whether the same call may succeed later. */
  get retryable(): boolean {
    return cohereErrorCodes[this.code].retryable;
  }
}
