import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** An email the server took. */
export interface ReceivedEmail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body, as they came. */
  readonly raw: string;
}

/** A fault the next message meets. */
export interface SmtpFault {
  /** The server's answer, 451 for instance. */
  readonly status: number;
  readonly message?: string;
}

/** A real SMTP server on a loopback port that keeps what it takes. */
export interface TestSmtpServer {
  /** Its address, with credentials when it asks for them. */
  readonly url: string;
  readonly emails: readonly ReceivedEmail[];
  fail(fault: SmtpFault): void;
  /** Refuses a recipient for good. */
  refuse(address: string): void;
  close(): Promise<void>;
}

/** Starts the server; with a password it takes messages of the user `tributary` only. */
export async function startSmtpServer(options: { readonly password?: string } = {}): Promise<TestSmtpServer> {
  const { password } = options;
  const emails: ReceivedEmail[] = [];
  const faults: SmtpFault[] = [];
  const refused = new Set<string>();
  const answer = (status: number, message: string) => Object.assign(new Error(message), { responseCode: status });
  const server = new SMTPServer({
    authOptional: password === undefined,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onAuth({ username, password: given }, _session, done) {
      if (username === "tributary" && given === password) done(null, { user: username });
      else done(answer(535, "5.7.8 Authentication credentials invalid"));
    },
    onRcptTo({ address }, _session, done) {
      done(refused.has(address) ? answer(550, "5.1.1 No such user here") : null);
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const fault = faults.shift();
        if (fault) return done(answer(fault.status, fault.message ?? "Not now"));
        emails.push({
          from: envelope.mailFrom ? envelope.mailFrom.address : "",
          to: envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
        });
        done();
      });
    },
  });
  // A client that goes away in the middle is part of what is tested.
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  const signIn = password === undefined ? "" : `tributary:${encodeURIComponent(password)}@`;
  return {
    url: `smtp://${signIn}127.0.0.1:${port}`,
    emails,
    fail: (fault) => void faults.push(fault),
    refuse: (address) => void refused.add(address),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
