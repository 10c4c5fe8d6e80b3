import { ServiceError } from "@tributary/vendor-http";

/** Every way a message to Slack can fail, and whether the same call may succeed later. */
export const slackErrorCodes = {
  unauthorized: { retryable: false },
  "not-found": { retryable: false },
  "invalid-request": { retryable: false },
  "quota-exceeded": { retryable: false },
  "rate-limited": { retryable: true },
  unavailable: { retryable: true },
  timeout: { retryable: true },
} as const;

export type SlackErrorCode = keyof typeof slackErrorCodes;

/** The one error this client throws, an abort apart: what was asked, and what came back. Never holds the address or a text. */
export class SlackError extends ServiceError<SlackErrorCode> {
  override readonly name = "SlackError";

  /** Whether the same call may succeed later. */
  get retryable(): boolean {
    return slackErrorCodes[this.code].retryable;
  }
}
