/** The codes that every service's errors have; each service has its own table of all of its codes. */
export type CommonErrorCode =
  | "unauthorized"
  | "not-found"
  | "invalid-request"
  | "quota-exceeded"
  | "rate-limited"
  | "unavailable"
  | "timeout";

/** What is known of a failed call beside its code. */
export interface ServiceErrorDetails {
  /** HTTP status of the answer; absent when there was none. */
  readonly status?: number | undefined;
  /** Milliseconds the service asked to wait, from its Retry-After header or its like. */
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** What the errors of all services' clients have in common. Never holds a key or what was sent. */
export abstract class ServiceError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(code: Code, message: string, details: ServiceErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
  }

  /** Whether the same call may succeed later. */
  abstract get retryable(): boolean;
}
