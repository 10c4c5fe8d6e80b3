import { fetch as stepFetch } from "inngest";
import { createDefer } from "inngest/experimental";
import { minute, numberIn, onEvent, type Scenario } from "../scenario.ts";

/** Signals, deferred functions, and calls the engine makes itself. */
export const outsideScenarios: readonly Scenario[] = [
  {
    name: "signals",
    isTimeless: false,
    endsAt: 20 * minute,
    // Sent twice, a signal finds nobody the second time.
    endsOnly: ["signals"],
    arrivals: [
      {
        at: 0,
        events: [
          { name: "listens", data: { n: 1 } },
          { name: "listens", data: { n: 2 } },
        ],
      },
      { at: 2 * minute, events: [{ name: "signals", data: { n: 2 } }] },
    ],
    functions: ({ client, effect }) => [
      client.createFunction({ id: "listens", ...onEvent("listens") }, async ({ event, runId, step }) => {
        const signal = `go-${numberIn(event)}`;
        const heard = await step.waitForSignal("wait", { signal, timeout: "10m", onConflict: "replace" });
        return step.run("note", effect(runId, "note", heard === null ? "silence" : "heard"));
      }),
      client.createFunction({ id: "signals", ...onEvent("signals") }, ({ event, step }) =>
        step.sendSignal("send", { signal: `go-${numberIn(event)}`, data: null }),
      ),
    ],
  },
  {
    name: "defers",
    isTimeless: true,
    endsAt: 10 * minute,
    arrivals: [{ at: 0, events: [{ name: "defers" }] }],
    functions: ({ client, effect }) => {
      const later = createDefer(client, { id: "deferred", retries: 20 }, ({ event, runId, step }) =>
        step.run("late", effect(runId, "late", numberIn(event))),
      );
      const parent = client.createFunction({ id: "defers", ...onEvent("defers") }, async ({ defer, runId, step }) => {
        defer("first", { function: later, data: { n: 1 } });
        await step.run("a", effect(runId, "a", 1));
        defer("second", { function: later, data: { n: 2 } });
        await step.sleep("nap", "1m");
        return step.run("b", effect(runId, "b", 2));
      });
      return [later, parent];
    },
  },
  {
    name: "fetches",
    isTimeless: true,
    endsAt: 10 * minute,
    arrivals: [{ at: 0, events: [{ name: "fetches" }] }],
    functions: ({ client, effect, outsideUrl }) => [
      client.createFunction({ id: "fetches", ...onEvent("fetches") }, async ({ runId, step }) => {
        await step.run("before", effect(runId, "before", 1));
        const response = await stepFetch(outsideUrl);
        const text = await response.text();
        return step.run("after", effect(runId, "after", text));
      }),
    ],
  },
];
