import { ServiceError, type ServiceErrorDetails } from "@tributary/vendor-http";

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
export type CohereErrorDetails = ServiceErrorDetails;

/** The one error this client throws, an abort apart: what was asked, and what came back. Never holds the key or a text. */
export class CohereError extends ServiceError<CohereErrorCode> {
  override readonly name = "CohereError";

  /** Whether the same call may succeed later. */
  get retryable(): boolean {
    return cohereErrorCodes[this.code].retryable;
  }
}
