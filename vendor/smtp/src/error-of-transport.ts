import { causeWithoutSecrets, withoutSecrets } from "@tributary/vendor-http";
import { SmtpError, type SmtpErrorCode } from "./error.ts";

/** What nodemailer's errors carry. */
interface TransportError {
  readonly message: string;
  readonly code?: string;
  /** The server's answer. */
  readonly responseCode?: number;
}

// Codes of https://nodemailer.com/errors; what the server answered says more where it answered.
const codes: Readonly<Record<string, SmtpErrorCode>> = {
  EAUTH: "unauthorized",
  ENOAUTH: "unauthorized",
  EOAUTH2: "unauthorized",
  ETIMEDOUT: "timeout",
  EENVELOPE: "invalid-request",
  EMESSAGE: "invalid-request",
  ECONFIG: "invalid-request",
  ETLS: "invalid-request",
};

/** The typed error of an email that was not sent. It repeats none of these secrets: a server may have said them. */
export function toSmtpError(error: unknown, secrets: readonly string[]): SmtpError {
  const { message, code, responseCode } = (error instanceof Error ? error : new Error(String(error))) as TransportError;
  // An answer of 4yz is "try again later", one of 5yz "do not" (RFC 5321, section 4.2.1).
  const answered = responseCode === undefined ? undefined : responseCode >= 500 ? "invalid-request" : "unavailable";
  const known = codes[code ?? ""];
  const chosen = known === "unauthorized" ? refusedSignIn(responseCode) : (answered ?? known ?? "unavailable");
  const reason = withoutSecrets(message, secrets).slice(0, 300);
  const cause = causeWithoutSecrets(error, secrets);
  return new SmtpError(chosen, `SMTP: sending an email failed: ${reason}`, { cause });
}

/** 454 is a sign-in that may work later (RFC 4954, section 4.7.2). */
function refusedSignIn(responseCode: number | undefined): SmtpErrorCode {
  return responseCode !== undefined && responseCode < 500 ? "unavailable" : "unauthorized";
}
