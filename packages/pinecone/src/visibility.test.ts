import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createDocumentLocks } from "./document-locks.ts";
import { createVisibility, type View } from "./visibility.ts";

async function viewOf(visibility: ReturnType<typeof createVisibility>): Promise<View> {
  return visibility.read(async (view) => view);
}

describe("createVisibility", () => {
  it("shows the old version until the new one is complete, then the new one only", async () => {
    const visibility = createVisibility();
    expect((await viewOf(visibility)).conditions).toEqual([]);
    await visibility.hide(2);
    const during = await viewOf(visibility);
    expect(during.conditions).toEqual([{ version: { $nin: [2] } }]);
    expect([during.sees("d", 1), during.sees("d", 2)]).toEqual([true, false]);
    await visibility.reveal(2, ["d"]);
    const after = await viewOf(visibility);
    expect(after.conditions).toEqual([{ $or: [{ documentId: { $nin: ["d"] } }, { version: { $in: [2] } }] }]);
    expect([after.sees("d", 1), after.sees("d", 2), after.sees("other", 1)]).toEqual([false, true, true]);
    visibility.forget(2, ["d"]);
    expect((await viewOf(visibility)).conditions).toEqual([]);
  });

  it("sends no condition longer than Pinecone takes, and still tells versions apart", async () => {
    const visibility = createVisibility();
    const names = Array.from({ length: 30_000 }, (_, index) => `document ${index}`);
    await visibility.reveal(2, names);
    const view = await viewOf(visibility);
    expect(view.conditions).toEqual([]);
    expect([view.sees("document 29999", 1), view.sees("document 29999", 2)]).toEqual([false, true]);
  });

  it("waits for reads that go on before a version is written and before the old one goes", async () => {
    const visibility = createVisibility();
    const { promise: end, resolve } = Promise.withResolvers<void>();
    const reading = visibility.read(() => end);
    let hidden = false;
    const hiding = visibility.hide(2).then(() => {
      hidden = true;
    });
    await setImmediate();
    expect(hidden).toBe(false);
    resolve();
    await Promise.all([reading, hiding]);
    expect(hidden).toBe(true);
  });
});

describe("createDocumentLocks", () => {
  it("runs tasks on one document in order, others beside them, and goes on after a failure", async () => {
    const locks = createDocumentLocks();
    const order: string[] = [];
    const task = (name: string) => async () => {
      order.push(`${name} starts`);
      await setImmediate();
      order.push(`${name} ends`);
      if (name === "one") throw new Error("failed");
    };
    const results = await Promise.allSettled([
      locks.run(["a", "b"], task("one")),
      locks.run(["b", "c"], task("two")),
      locks.run(["d"], task("other")),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
    expect(order.indexOf("two starts")).toBeGreaterThan(order.indexOf("one ends"));
    expect(order.indexOf("other starts")).toBeLessThan(order.indexOf("one ends"));
  });
});
