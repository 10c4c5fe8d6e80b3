import { expect, it } from "vitest";
import { createLimiter } from "./index.ts";

it("runs so many tasks at a time, in the order they came, whether they fail or not", async () => {
  const limit = createLimiter(3);
  let [running, most] = [0, 0];
  const begun: number[] = [];
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) =>
      limit(async () => {
        running += 1;
        most = Math.max(most, running);
        begun.push(index);
        for (let turn = 0; turn <= index % 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        if (index % 5 === 0) throw new Error(`task ${index}`);
        return index;
      }),
    ),
  );
  expect(most).toBe(3);
  expect(begun).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(results.map(({ status }) => status)).toEqual(begun.map((index) => (index % 5 ? "fulfilled" : "rejected")));
});

it("gives a place that becomes free to the one that waits longest, not to a newcomer", async () => {
  const limit = createLimiter(1);
  const begun: string[] = [];
  const first = limit(async () => void begun.push("first"));
  const second = limit(async () => void begun.push("second"));
  const third = first.then(() => limit(async () => void begun.push("third")));
  await Promise.all([second, third]);
  expect(begun).toEqual(["first", "second", "third"]);
});
