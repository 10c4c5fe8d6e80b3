import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { createMailer, SmtpError } from "./index.ts";
import { startSmtpServer } from "./testing.ts";

const from = "Tributary <tributary@example.com>";
const email = { to: ["ada@example.com"], subject: "A sync failed", text: "Give it a new token." };

async function setUp(options: { readonly password?: string } = {}) {
  const server = await startSmtpServer(options);
  onTestFinished(() => server.close());
  return { server, mailer: createMailer({ url: server.url, from, timeoutMs: 2_000 }) };
}

describe("the mailer", () => {
  it("sends plain text to several people, once, under a name", async () => {
    const { server, mailer } = await setUp({ password: "p@ss:word/" });
    const to = ["ada@example.com", "alan@example.com"];
    const subject = "Übersicht\r\nBcc: eve@example.com";
    expect(await mailer.send({ ...email, to, subject, id: "event 1" })).toEqual({ refused: [] });
    expect(server.emails).toHaveLength(1);
    expect(server.emails[0]).toMatchObject({ from: "tributary@example.com", to });
    const raw = server.emails[0]?.raw ?? "";
    expect(raw).toMatch(/^Message-ID: <event_1@tributary>\r$/m);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(raw).not.toMatch(/^Bcc:/m);
    expect(raw).toContain("Give it a new token.");
  });

  it("says which addresses were refused, and fails when all were", async () => {
    const { server, mailer } = await setUp();
    server.refuse("gone@example.com");
    const some = await mailer.send({ ...email, to: ["gone@example.com", "ada@example.com"] });
    expect(some).toEqual({ refused: ["gone@example.com"] });
    const all = mailer.send({ ...email, to: ["gone@example.com"] });
    await expect(all).rejects.toMatchObject({ code: "invalid-request", retryable: false });
  });

  it("tells what may pass from what does not", async () => {
    const { server, mailer } = await setUp();
    server.fail({ status: 451, message: "4.7.1 Greylisted" });
    await expect(mailer.send(email)).rejects.toMatchObject({ code: "unavailable", retryable: true });
    server.fail({ status: 554, message: "5.7.1 Refused" });
    const error = await mailer.send(email).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SmtpError);
    expect(error).toMatchObject({ code: "invalid-request", retryable: false });
    await server.close();
    await expect(mailer.send(email)).rejects.toMatchObject({ code: "unavailable" });
  });

  it("never shows the password", async () => {
    const { server } = await setUp({ password: "right" });
    const url = server.url.replace("right", "planted");
    const error = await createMailer({ url, from })
      .send(email)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "unauthorized" });
    expect(String(error)).not.toContain("planted");

    // Not even when the server does.
    const credentials = Buffer.from("\0tributary\0right").toString("base64");
    server.fail({ status: 554, message: `5.7.8 No: ${credentials}` });
    const repeated = await createMailer({ url: server.url, from })
      .send(email)
      .catch((thrown: unknown) => thrown);
    expect(repeated).toMatchObject({ code: "invalid-request" });
    expect(repeated).not.toHaveProperty("cause");
    expect(String(repeated)).toContain("554 5.7.8 No: [secret]");
  });

  it("gives up on a server that says nothing", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void silent.close());
    await new Promise((resolve) => silent.once("listening", resolve));
    const { port } = silent.address() as AddressInfo;
    const mailer = createMailer({ url: `smtp://127.0.0.1:${port}`, from, timeoutMs: 100 });
    await expect(mailer.send(email)).rejects.toMatchObject({ code: "timeout", retryable: true });
  });

  it.each(["http://127.0.0.1", "smtp:", "mail.example.com"])("refuses %s as a server", (url) => {
    expect(() => createMailer({ url, from })).toThrow("smtp:// or smtps://");
  });
});
