import { ServiceError } from "@tributary/vendor-http";

/** Every way sending an email can fail, and whether the same may succeed later. */
export const smtpErrorCodes = {
  unauthorized: { retryable: false },
  "not-found": { retryable: false },
  "invalid-request": { retryable: false },
  "quota-exceeded": { retryable: false },
  "rate-limited": { retryable: true },
  unavailable: { retryable: true },
  timeout: { retryable: true },
} as const;

export type SmtpErrorCode = keyof typeof smtpErrorCodes;

/** The one error this client throws: what the server or the network said. Never holds the password or a text. */
export class SmtpError extends ServiceError<SmtpErrorCode> {
  override readonly name = "SmtpError";

  /** Whether the same may succeed later. */
  get retryable(): boolean {
    return smtpErrorCodes[this.code].retryable;
  }
}
