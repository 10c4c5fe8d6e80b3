/** Every way a call to Pinecone can fail, and whether the same call may succeed later. */
export const pineconeErrorCodes = {
  unauthorized: { retryable: false },
  "not-found": { retryable: false },
  conflict: { retryable: false },
  "too-large": { retryable: false },
  "invalid-request": { retryable: false },
  "quota-exceeded": { retryable: false },
  "rate-limited": { retryable: true },
  unavailable: { retryable: true },
  timeout: { retryable: true },
} as const;

export type PineconeErrorCode = keyof typeof pineconeErrorCodes;

/** What is known of a failed call beside its code. */
export interface PineconeErrorDetails {
  /** HTTP status of the answer; absent when there was none. */
  readonly status?: number | undefined;
  /** Milliseconds Pinecone asked to wait, from its Retry-After header. */
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** The one error this client throws: what was asked, and what came back. Never holds the API key or a request's body. */
export class PineconeError extends Error {
  override readonly name = "PineconeError";
  readonly code: PineconeErrorCode;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(code: PineconeErrorCode, message: string, details: PineconeErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
  }

  /** Whether the same call may succeed later. */
  get retryable(): boolean {
    return pineconeErrorCodes[this.code].retryable;
  }
}
