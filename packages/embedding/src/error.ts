/** Every way an embedder can fail, and whether trying again can help. */
export const embeddingErrorCodes = {
  "invalid-options": { retryable: false },
  "invalid-response": { retryable: false },
  unauthorized: { retryable: false },
  "model-not-found": { retryable: false },
  "invalid-request": { retryable: false },
  "quota-exceeded": { retryable: false },
  "rate-limited": { retryable: true },
  timeout: { retryable: true },
  unavailable: { retryable: true },
} as const;

export type EmbeddingErrorCode = keyof typeof embeddingErrorCodes;

/** The one error this package and embedders throw, an abort apart; the message says what to do about it. */
export class EmbeddingError extends Error {
  override readonly name = "EmbeddingError";
  readonly code: EmbeddingErrorCode;
  /** Milliseconds to wait before trying again, when the provider says so. */
  readonly retryAfterMs: number | undefined;

  constructor(code: EmbeddingErrorCode, message: string, options: { cause?: unknown; retryAfterMs?: number } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
  }

  /** Whether the same call may succeed later. */
  get retryable(): boolean {
    return embeddingErrorCodes[this.code].retryable;
  }
}
