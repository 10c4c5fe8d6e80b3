import { minute, numberIn, onEvent, type Scenario } from "../scenario.ts";

/** Steps in a row, in each way the SDK reports them, and sleeps. */
export const stepScenarios: readonly Scenario[] = [
  {
    name: "sequence",
    isTimeless: true,
    endsAt: 10 * minute,
    arrivals: [
      {
        at: 0,
        events: [
          { name: "sequence", id: "sequence-1", data: { n: 1 } },
          { name: "sequence", id: "sequence-2", data: { n: 2 } },
        ],
      },
      // Sent twice with one id: it counts once.
      { at: minute, events: [{ name: "sequence", id: "sequence-1", data: { n: 1 } }] },
    ],
    functions: ({ client, effect }) => [
      client.createFunction({ id: "sequence", ...onEvent("sequence") }, async ({ event, runId, step }) => {
        const a = await step.run("a", effect(runId, "a", numberIn(event)));
        const b = await step.run("b", effect(runId, "b", { text: "ü".repeat(50) }));
        await step.sleep("nap", "2m");
        const c = await step.run("c", effect(runId, "c", [a, b.text.length]));
        await step.sleepUntil("until", new Date(Number(event.ts) + 5 * minute));
        return step.run("d", effect(runId, "d", c));
      }),
    ],
  },
  {
    name: "replayed",
    isTimeless: true,
    endsAt: 5 * minute,
    arrivals: [{ at: 0, events: [{ name: "replayed", data: { n: 3 } }] }],
    functions: ({ client, effect }) => [
      client.createFunction(
        { id: "replayed", checkpointing: false, ...onEvent("replayed") },
        async ({ event, runId, step }) => {
          const a = await step.run("a", effect(runId, "a", numberIn(event)));
          await step.sleep("nap", "2m");
          const b = await step.run("b", effect(runId, "b", a * 2));
          return step.run("c", effect(runId, "c", b + 1));
        },
      ),
    ],
  },
  {
    name: "buffered",
    isTimeless: true,
    endsAt: 5 * minute,
    arrivals: [{ at: 0, events: [{ name: "buffered" }] }],
    functions: ({ client, effect }) => [
      client.createFunction(
        { id: "buffered", checkpointing: { bufferedSteps: 3 }, ...onEvent("buffered") },
        async ({ runId, step }) => {
          const results: number[] = [];
          for (const n of [1, 2, 3, 4, 5]) results.push(await step.run(`s${n}`, effect(runId, `s${n}`, n)));
          await step.sleep("nap", "1m");
          return [...results, await step.run("last", effect(runId, "last", 6))];
        },
      ),
    ],
  },
];
