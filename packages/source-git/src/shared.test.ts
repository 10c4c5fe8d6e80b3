import { describe, expect, it } from "vitest";
import { createShared } from "./shared.ts";

/** A start that is ended by hand. */
function controlled() {
  const starts: { signal: AbortSignal; resolve(value: string): void; reject(error: unknown): void }[] = [];
  const shared = createShared(
    (signal) =>
      new Promise<string>((resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
        starts.push({ signal, resolve, reject });
      }),
  );
  return { shared, starts };
}

describe("something shared", () => {
  it("is made once for all who ask, at the same time and later", async () => {
    const { shared, starts } = controlled();
    const both = Promise.all([shared.get(), shared.get()]);
    starts[0]?.resolve("made");
    expect(await both).toEqual(["made", "made"]);
    expect(await shared.get(new AbortController().signal)).toBe("made");
    expect(starts).toHaveLength(1);
    expect(await shared.end()).toBe("made");
    expect(await shared.end()).toBeNull();
  });

  it("is tried again after it failed", async () => {
    const { shared, starts } = controlled();
    const first = shared.get();
    starts[0]?.reject(new Error("failed"));
    await expect(first).rejects.toThrow("failed");
    const second = shared.get();
    starts[1]?.resolve("made");
    expect(await second).toBe("made");
  });

  it("is aborted once nobody waits for it, and not before", async () => {
    const { shared, starts } = controlled();
    const [first, second] = [new AbortController(), new AbortController()];
    const calls = [shared.get(first.signal), shared.get(second.signal)];
    const outcomes = Promise.allSettled(calls);
    first.abort(new Error("first"));
    await expect(calls[0]).rejects.toThrow("first");
    expect(starts[0]?.signal.aborted).toBe(false);
    second.abort(new Error("second"));
    await expect(calls[1]).rejects.toThrow("second");
    expect(starts[0]?.signal.aborted).toBe(true);
    await outcomes;
    const third = shared.get();
    starts[1]?.resolve("made");
    expect(await third).toBe("made");
  });

  it("stays when it is there and one who asks gives up", async () => {
    const { shared, starts } = controlled();
    const first = shared.get();
    starts[0]?.resolve("made");
    await first;
    const controller = new AbortController();
    const second = shared.get(controller.signal);
    controller.abort(new Error("gave up"));
    await second.catch(() => {});
    expect(await shared.get()).toBe("made");
    expect(starts).toHaveLength(1);
  });

  it("refuses who asks with an aborted signal, and starts nothing", async () => {
    const { shared, starts } = controlled();
    await expect(shared.get(AbortSignal.abort(new Error("before")))).rejects.toThrow("before");
    expect(starts).toHaveLength(0);
  });
});
