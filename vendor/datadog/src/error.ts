import { ServiceError } from "@tributary/vendor-http";

/** Every way a call to Datadog can fail, and whether the same call may succeed later. */
export const datadogErrorCodes = {
  unauthorized: { retryable: false },
  "not-found": { retryable: false },
  "invalid-request": { retryable: false },
  "quota-exceeded": { retryable: false },
  "rate-limited": { retryable: true },
  unavailable: { retryable: true },
  timeout: { retryable: true },
} as const;

export type DatadogErrorCode = keyof typeof datadogErrorCodes;

/** The one error this client throws, an abort apart: what was asked, and what came back. Never holds the key or a text. */
export class DatadogError extends ServiceError<DatadogErrorCode> {
  override readonly name = "DatadogError";

  /** Whether the same call may succeed later. */
  get retryable(): boolean {
    return datadogErrorCodes[this.code].retryable;
  }
}
