import { referenceFunction } from "inngest";
import { minute, numberIn, onEvent, type Scenario } from "../scenario.ts";

/** Steps side by side, races, and functions that invoke others. */
export const parallelScenarios: readonly Scenario[] = [
  {
    name: "group",
    isTimeless: true,
    endsAt: 5 * minute,
    arrivals: [{ at: 0, events: [{ name: "group" }] }],
    functions: ({ client, effect }) => [
      client.createFunction({ id: "group", ...onEvent("group") }, async ({ runId, step }) => {
        const first = await step.run("first", effect(runId, "first", 0));
        const group = await Promise.all([
          step.run("p1", effect(runId, "p1", 1)),
          step.run("p2", effect(runId, "p2", 2)),
          step.sleep("p3", "1m").then(() => step.run("p4", effect(runId, "p4", 4))),
        ]);
        const last = await step.run("last", effect(runId, "last", 9));
        return [first, ...group, last];
      }),
    ],
  },
  {
    name: "unoptimised",
    isTimeless: true,
    endsAt: 5 * minute,
    arrivals: [{ at: 0, events: [{ name: "unoptimised" }] }],
    functions: ({ client, effect }) => [
      client.createFunction(
        { id: "unoptimised", optimizeParallelism: false, ...onEvent("unoptimised") },
        async ({ runId, step }) => {
          const group = await Promise.all(["a", "b", "c"].map((name) => step.run(name, effect(runId, name, name))));
          return step.run("join", effect(runId, "join", group.join("")));
        },
      ),
    ],
  },
  {
    name: "race",
    isTimeless: true,
    endsAt: 65 * minute,
    arrivals: [{ at: 0, events: [{ name: "race" }] }],
    functions: ({ client, effect }) => [
      client.createFunction({ id: "race", ...onEvent("race") }, async ({ runId, step, group }) => {
        const winner = await group.parallel(() =>
          Promise.race([
            step.run("quick", effect(runId, "quick", "quick")),
            step.sleep("slow", "1h").then(() => "slow"),
          ]),
        );
        return step.run("after", effect(runId, "after", winner));
      }),
    ],
  },
  {
    name: "invokes",
    isTimeless: true,
    endsAt: 10 * minute,
    arrivals: [{ at: 0, events: [{ name: "invokes" }] }],
    functions: ({ client, effect }) => {
      const child = client.createFunction(
        { id: "invoked", retries: 20, triggers: [], concurrency: 2 },
        async ({ event, runId, step }) => {
          const n = await step.run("read", effect(runId, "read", numberIn(event)));
          await step.sleep("nap", "1m");
          return step.run("double", effect(runId, "double", n * 2));
        },
      );
      const slow = client.createFunction({ id: "invoked-slowly", retries: 20, triggers: [] }, async ({ step }) => {
        await step.sleep("long", "8m");
        return "late";
      });
      const missing = referenceFunction({ functionId: "missing" });
      const reason = (error: unknown): string => String(error);
      const parent = client.createFunction({ id: "invokes", ...onEvent("invokes") }, async ({ runId, step }) => {
        const doubled = await Promise.all(
          [1, 2, 3, 4].map((n) => step.invoke(`child-${n}`, { function: child, data: { n } })),
        );
        const late = await step.invoke("late", { function: slow, timeout: "3m" }).catch(reason);
        const none = await step.invoke("none", { function: missing }).catch(reason);
        return step.run("sum", effect(runId, "sum", [...doubled, late, none]));
      });
      return [child, slow, parent];
    },
  },
];
