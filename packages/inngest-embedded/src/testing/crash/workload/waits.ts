import { minute, numberIn, onEvent, type Scenario } from "../scenario.ts";

/** Waits for events, cancellations and time limits. */
export const waitScenarios: readonly Scenario[] = [
  {
    name: "answers",
    isTimeless: false,
    endsAt: 20 * minute,
    arrivals: [
      {
        at: 0,
        events: [
          { name: "asked", id: "asked-1", data: { n: 1 } },
          { name: "asked", id: "asked-2", data: { n: 2 } },
        ],
      },
      { at: 2 * minute, events: [{ name: "answered", data: { n: 2, text: "yes" } }] },
    ],
    functions: ({ client, effect }) => [
      client.createFunction({ id: "asks", ...onEvent("asked") }, async ({ runId, step }) => {
        await step.run("ask", effect(runId, "ask", null));
        const answer = await step.waitForEvent("answer", { event: "answered", match: "data.n", timeout: "10m" });
        const text: unknown = answer === null ? "no answer" : answer.data;
        return step.run("note", effect(runId, "note", text));
      }),
    ],
  },
  {
    name: "tells",
    isTimeless: true,
    endsAt: 5 * minute,
    arrivals: [{ at: 0, events: [{ name: "tells" }] }],
    functions: ({ client, effect }) => [
      client.createFunction({ id: "tells", ...onEvent("tells") }, async ({ event, step }) => {
        const ts = Number(event.ts);
        const told = { name: "told", data: { n: 7 } };
        // Delivered at least once: the id makes it once.
        await step.sendEvent("tell", [
          { ...told, id: `told-by-${event.id}`, ts },
          { ...told, id: `told-later-by-${event.id}`, ts: ts + 2 * minute },
        ]);
        return "told";
      }),
      client.createFunction({ id: "hears", ...onEvent("told") }, ({ event, runId, step }) =>
        step.run("hear", effect(runId, "hear", numberIn(event))),
      ),
    ],
  },
  {
    name: "cancelled",
    isTimeless: false,
    endsAt: 70 * minute,
    arrivals: [
      {
        at: 0,
        events: [
          { name: "begun", id: "begun-1", data: { n: 1 } },
          { name: "begun", id: "begun-2", data: { n: 2 } },
        ],
      },
      { at: 5 * minute, events: [{ name: "called-off", data: { n: 1 } }] },
    ],
    functions: ({ client, effect }) => [
      client.createFunction(
        { id: "cancellable", ...onEvent("begun"), cancelOn: [{ event: "called-off", match: "data.n" }] },
        async ({ runId, step }) => {
          await step.run("begin", effect(runId, "begin", null));
          await step.sleep("long", "1h");
          return step.run("end", effect(runId, "end", "ended"));
        },
      ),
      client.createFunction(
        { id: "limited", ...onEvent("begun"), timeouts: { finish: "10m" } },
        async ({ runId, step }) => {
          await step.run("begin", effect(runId, "begin", null));
          await step.sleep("long", "1h");
          return "never";
        },
      ),
      client.createFunction(
        { id: "notices", retries: 20, triggers: [{ event: "inngest/function.cancelled" }] },
        ({ event, runId, step }) => {
          const { function_id: cancelled } = event.data as { function_id?: unknown };
          return step.run("notice", effect(runId, "notice", String(cancelled)));
        },
      ),
    ],
  },
];
