import { createTransport } from "nodemailer";
import { SmtpError } from "./error.ts";
import { toSmtpError } from "./error-of-transport.ts";

/** How to send email. */
export interface MailerOptions {
  /** `smtp://user:password@host:587` (STARTTLS) or `smtps://user:password@host:465`; credentials may be left out. */
  readonly url: string;
  /** Who it is from: `Tributary <tributary@example.com>`. */
  readonly from: string;
  /** Milliseconds to connect, and of silence in between; 20,000 unless given. */
  readonly timeoutMs?: number;
}

/** One email, in plain text. */
export interface Email {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** Names the message, so that a mailbox that gets it twice can tell: `<id@host>` is made of it. */
  readonly id?: string;
}

/** Sends email over SMTP. */
export interface Mailer {
  /**
   * Sends one email over a connection of its own and returns the addresses the server refused while it took others.
   * Throws `SmtpError`.
   */
  send(email: Email): Promise<{ readonly refused: readonly string[] }>;
}

/**
 * Builds the mailer. A password goes over an encrypted connection only, unless the server is on this machine. Throws
 * `invalid-request` for an address that is none of a mail server.
 */
export function createMailer(options: MailerOptions): Mailer {
  const { from, timeoutMs = 20_000 } = options;
  const url = URL.canParse(options.url) ? new URL(options.url) : undefined;
  if (!url || (url.protocol !== "smtp:" && url.protocol !== "smtps:") || url.hostname === "") {
    throw new SmtpError("invalid-request", "SMTP: the server's address must start with smtp:// or smtps://.");
  }
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const secure = url.protocol === "smtps:";
  const [user, pass] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  // As it is, and as it is sent (RFC 4616, and one by one).
  const secrets = [pass, Buffer.from(pass).toString("base64"), Buffer.from(`\0${user}\0${pass}`).toString("base64")];
  const transport = createTransport({
    host,
    port: url.port === "" ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: !secure && user !== "" && !isLoopback(host),
    ...(user !== "" && { auth: { user, pass } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    // Nothing in a message may make it read a file or call an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text, id }) {
      try {
        const messageId = id === undefined ? {} : { messageId: `<${id.replace(/[^\w.-]/g, "_")}@tributary>` };
        const headers = { "Auto-Submitted": "auto-generated" };
        const message = { from, to: [...to], subject: oneLine(subject), text, headers, ...messageId };
        const { rejected } = await transport.sendMail(message);
        return { refused: rejected };
      } catch (error) {
        throw toSmtpError(error, secrets);
      }
    },
  };
}

/** A subject is a header: what would end its line is a space. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replace(/[\u0000-\u001f\u007f]+/g, " ");
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
