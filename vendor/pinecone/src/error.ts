import { ServiceError, type ServiceErrorDetails } from "@tributary/vendor-http";

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
export type PineconeErrorDetails = ServiceErrorDetails;

/** The one error this client throws: what was asked, and what came back. Never holds the API key or a request's body. */
export class PineconeError extends ServiceError<PineconeErrorCode> {
  override readonly name = "PineconeError";

  /** Whether the same call may succeed later. */
  get retryable(): boolean {
    return pineconeErrorCodes[this.code].retryable;
  }
}
