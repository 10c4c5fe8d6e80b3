import { ServiceError, type ServiceErrorDetails } from "@tributary/vendor-http";

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
export type OpenAIErrorDetails = ServiceErrorDetails;

/** The one error this client throws, an abort apart: what was asked, and what came back. Never holds the key or a text. */
export class OpenAIError extends ServiceError<OpenAIErrorCode> {
  override readonly name = "OpenAIError";

  /** Whether the same call may succeed later. */
  get retryable(): boolean {
    return openAIErrorCodes[this.code].retryable;
  }
}
