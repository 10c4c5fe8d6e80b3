import { describe, expect, it } from "vitest";
import { SourceError } from "../error.ts";
import { sendWithin, waitFor } from "./request.ts";

const request = { provider: "Linear", what: "Viewer", timeoutMs: 10_000, signal: undefined };
const until = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

describe("sendWithin", () => {
  it("gives what is answered", async () => {
    expect(await sendWithin(request, async (signal) => signal.aborted)).toBe(false);
  });

  it("ends what takes too long", async () => {
    await expect(sendWithin({ ...request, timeoutMs: 5 }, until)).rejects.toMatchObject({
      code: "timeout",
      message: "Linear did not answer Viewer within 5 ms.",
    });
  });

  it("throws the reason of a signal that aborts, also when it had before", async () => {
    const controller = new AbortController();
    const reason = new Error("Enough.");
    const sent = sendWithin({ ...request, signal: controller.signal }, until);
    controller.abort(reason);
    await expect(sent).rejects.toBe(reason);
    let asked = false;
    const late = sendWithin({ ...request, signal: controller.signal }, async () => {
      asked = true;
    });
    await expect(late).rejects.toBe(reason);
    expect(asked).toBe(false);
  });

  it.each([
    ["fetch's own", new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "ECONNRESET" }) })],
    ["one with the code itself", Object.assign(new Error("secret"), { code: "ECONNRESET" })],
  ])("says that the connection failed, and how: %s", async (_name, error) => {
    const failure = await sendWithin(request, () => Promise.reject(error)).catch((thrown: unknown) => thrown);
    const message = "Linear could not be asked for Viewer (ECONNRESET).";
    expect(failure).toMatchObject({ code: "unavailable", message });
    expect(failure).not.toHaveProperty("cause");
  });

  it.each([new TypeError("terminated"), new Error("secret"), Object.assign(new Error("x"), { code: "a secret" }), "x"])(
    "names no code that may be anything else: %s",
    async (error) => {
      const message = "Linear could not be asked for Viewer.";
      await expect(sendWithin(request, () => Promise.reject(error))).rejects.toMatchObject({ message });
    },
  );

  it.each([
    ["a SourceError", new SourceError("forbidden", "No.")],
    ["a mistake in code", new TypeError("Cannot read properties of undefined")],
  ])("leaves %s as it is", async (_name, error) => {
    await expect(sendWithin(request, () => Promise.reject(error))).rejects.toBe(error);
  });
});

describe("waitFor", () => {
  it("waits", async () => {
    const begun = performance.now();
    await waitFor(20, undefined);
    expect(performance.now() - begun).toBeGreaterThan(15);
  });

  it("ends with the signal's reason", async () => {
    const reason = new Error("Enough.");
    await expect(waitFor(60_000, AbortSignal.abort(reason))).rejects.toBe(reason);
    const controller = new AbortController();
    const waiting = waitFor(60_000, controller.signal);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });
});
