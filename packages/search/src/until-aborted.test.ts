import { describe, expect, it } from "vitest";
import { untilAborted } from "./until-aborted.ts";

describe("untilAborted", () => {
  it("passes the result and the error of the work on", async () => {
    const { signal } = new AbortController();
    expect(await untilAborted(Promise.resolve(1), signal)).toBe(1);
    expect(await untilAborted(Promise.resolve(2), undefined)).toBe(2);
    await expect(untilAborted(Promise.reject(new Error("failed")), signal)).rejects.toThrow("failed");
  });

  it("throws the signal's reason without waiting for the work, which may fail later unheard", async () => {
    const controller = new AbortController();
    const { promise, reject } = Promise.withResolvers<never>();
    const waiting = untilAborted(promise, controller.signal);
    controller.abort(new Error("gave up"));
    await expect(waiting).rejects.toThrow("gave up");
    reject(new Error("too late"));
    await expect(untilAborted(new Promise(() => {}), controller.signal)).rejects.toThrow("gave up");
  });
});
