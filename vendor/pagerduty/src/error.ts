import { ServiceError } from "@tributary/vendor-http";

/** Every way a call to PagerDuty can fail, and whether the same call may succeed later. */
export const pagerdutyErrorCodes = {
  unauthorized: { retryable: false },
  "not-found": { retryable: false },
  "invalid-request": { retryable: false },
  "quota-exceeded": { retryable: false },
  "rate-limited": { retryable: true },
  unavailable: { retryable: true },
  timeout: { retryable: true },
} as const;

export type PagerDutyErrorCode = keyof typeof pagerdutyErrorCodes;

/** The one error this client throws, an abort apart: what was asked, and what came back. Never holds the key or a text. */
export class PagerDutyError extends ServiceError<PagerDutyErrorCode> {
  override readonly name = "PagerDutyError";

  /** Whether the same call may succeed later. */
  get retryable(): boolean {
    return pagerdutyErrorCodes[this.code].retryable;
  }
}
