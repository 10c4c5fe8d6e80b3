import { describe, expect, it } from "vitest";
import { BatcherFullError, createBatcher } from "./batcher.ts";

const limits = { items: 3, bytes: 100, waitingBytes: 1_000 };

/** A batcher whose calls end when the test says so, and what they were given. */
function setUp(fails: (item: string) => boolean = () => false) {
  const calls: (readonly string[])[] = [];
  const ends: (() => void)[] = [];
  const batcher = createBatcher<string, string>({
    limits,
    sizeOf: (item) => item.length,
    async run(items) {
      calls.push(items);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (items.includes("all")) throw new Error("all failed");
      return items.map((item) =>
        fails(item) ? { status: "rejected", reason: `no ${item}` } : { status: "fulfilled", value: `did ${item}` },
      );
    },
  });
  const started = async (call: number) => {
    while (calls.length < call) await new Promise((resolve) => setImmediate(resolve));
    return ends[call - 1]?.();
  };
  return { batcher, calls, started };
}

describe("a batcher", () => {
  it("takes together what arrives together or while it works, up to its limits", async () => {
    const { batcher, calls, started } = setUp((item) => item === "c");
    const first = Promise.allSettled(["a", "b"].map((item) => batcher.add(item)));
    while (calls.length < 1) await new Promise((resolve) => setImmediate(resolve));
    const large = "x".repeat(99);
    const rest = Promise.allSettled(["c", "d", "e", "f", large, "gg"].map((item) => batcher.add(item)));
    for (let call = 1; call <= 4; call += 1) await started(call);
    expect((await first).map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    expect(await rest).toEqual([
      { status: "rejected", reason: "no c" },
      ...["d", "e", "f", large, "gg"].map((item) => ({ status: "fulfilled", value: `did ${item}` })),
    ]);
    expect(calls).toEqual([["a", "b"], ["c", "d", "e"], ["f", large], ["gg"]]);
  });

  it("fails all of a call that fails, goes on, and refuses what there is no room for", async () => {
    const { batcher, started } = setUp();
    const failing = Promise.allSettled([batcher.add("all"), batcher.add("too")]);
    await started(1);
    expect((await failing).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    const huge = batcher.add("y".repeat(1_000));
    await expect(batcher.add("z")).rejects.toBeInstanceOf(BatcherFullError);
    await started(2);
    expect(await huge).toMatch(/^did y/);
    const last = batcher.add("z");
    await started(3);
    expect(await last).toBe("did z");
  });
});
