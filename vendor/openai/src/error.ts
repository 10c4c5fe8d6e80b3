/** Every way a call to OpenAI can fail, and whether the same call may succeed later. */
export const openAIErrorCodes = {
  unauthorized: { retryable: false },
  "not-found": { retryable: false },
  "invalid-request": { retryable: false },
  "quota-exceeded": { retryable: false },
  "invalid-response": { retryable: false },
  "rate-limited": { retryable: true },
  unavailable: { retryable: true },
  timeout: { retryable: true },
} as const;

export type OpenAIErrorCode = keyof typeof openAIErrorCodes;

/** What is known of a failed call beside its code. */
export interface OpenAIErrorDetails {
  /** HTTP status of the answer; absent when there was none. */
  readonly status?: number | undefined;
  /** Milliseconds OpenAI asked to wait, from its Retry-After header. */
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** The one error this client throws, an abort apart: what was asked, and what came back. Never holds the key or a text. */
export class OpenAIError extends Error {
  override readonly name = "OpenAIError";
  readonly code: OpenAIErrorCode;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(code: OpenAIErrorCode, message: string, details: OpenAIErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
  }

  /** Whether the same call may succeed later. */
  get retryable(): boolean {
    return openAIErrorCodes[this.code].retryable;
  }
}
