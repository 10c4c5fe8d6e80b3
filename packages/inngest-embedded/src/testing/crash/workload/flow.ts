import { minute, numberIn, onEvent, type Scenario } from "../scenario.ts";

/** `count` events of one name at one moment, numbered from 1. */
function several(name: string, count: number, from = 1): { name: string; data: { n: number } }[] {
  return Array.from({ length: count }, (_, index) => ({ name, data: { n: from + index } }));
}

/** Flow control: what holds events and runs back, joins or drops them. */
export const flowScenarios: readonly Scenario[] = [
  {
    name: "concurrency",
    isTimeless: true,
    endsAt: 5 * minute,
    arrivals: [{ at: 0, events: several("crowd", 5) }],
    functions: ({ client, effect }) => [
      client.createFunction(
        {
          id: "crowded",
          ...onEvent("crowd"),
          concurrency: [{ limit: 1, key: "event.data.n > 2" }, { limit: 2 }],
          priority: { run: "event.data.n" },
        },
        async ({ event, runId, step }) => {
          await step.run("enter", effect(runId, "enter", numberIn(event)));
          await step.sleep("stay", "1m");
          return step.run("leave", effect(runId, "leave", numberIn(event)));
        },
      ),
    ],
  },
  {
    name: "throttle",
    isTimeless: false,
    endsAt: 10 * minute,
    arrivals: [{ at: 0, events: several("paced", 4) }],
    functions: ({ client, effect }) => [
      client.createFunction(
        { id: "paced", ...onEvent("paced"), throttle: { limit: 1, period: "1m" } },
        ({ event, runId, step }) => step.run("walk", effect(runId, "walk", numberIn(event))),
      ),
      client.createFunction(
        {
          id: "impatient",
          ...onEvent("paced"),
          throttle: { limit: 1, period: "5m" },
          timeouts: { start: "2m" },
        },
        () => "started",
      ),
    ],
  },
  {
    name: "rate",
    isTimeless: false,
    endsAt: 20 * minute,
    arrivals: [
      { at: 0, events: several("rated", 2) },
      { at: 15 * minute, events: several("rated", 2, 3) },
    ],
    functions: ({ client, effect }) => [
      client.createFunction(
        { id: "rated", ...onEvent("rated"), rateLimit: { limit: 1, period: "10m" } },
        ({ event, runId, step }) => step.run("pass", effect(runId, "pass", numberIn(event))),
      ),
      client.createFunction({ id: "once", ...onEvent("rated"), idempotency: "event.name" }, ({ event }) =>
        numberIn(event),
      ),
    ],
  },
  {
    name: "debounce",
    isTimeless: false,
    endsAt: 20 * minute,
    arrivals: [
      { at: 0, events: several("typed", 1) },
      { at: minute, events: several("typed", 2, 2) },
      { at: 2 * minute, events: several("typed", 1, 4) },
      { at: 15 * minute, events: several("typed", 1, 5) },
    ],
    functions: ({ client, effect }) => [
      client.createFunction(
        { id: "typed", ...onEvent("typed"), debounce: { period: "3m" } },
        ({ event, runId, step }) => step.run("read", effect(runId, "read", numberIn(event))),
      ),
    ],
  },
  {
    name: "batch",
    isTimeless: false,
    endsAt: 20 * minute,
    arrivals: [
      { at: 0, events: several("piece", 3) },
      { at: minute, events: several("piece", 4, 4) },
      { at: 2 * minute, events: several("piece", 1, 8) },
    ],
    functions: ({ client, effect }) => [
      client.createFunction(
        { id: "batch", ...onEvent("piece"), batchEvents: { maxSize: 3, timeout: "300s", key: "event.data.n > 6" } },
        ({ events, runId, step }) => step.run("join", effect(runId, "join", events.map(numberIn))),
      ),
    ],
  },
  {
    name: "singleton",
    isTimeless: false,
    endsAt: 20 * minute,
    arrivals: [
      { at: 0, events: several("single", 1) },
      { at: minute, events: several("single", 1, 2) },
      { at: 10 * minute, events: several("single", 1, 3) },
    ],
    functions: ({ client, effect }) =>
      (["skip", "cancel"] as const).map((mode) =>
        client.createFunction(
          { id: `single-${mode}`, ...onEvent("single"), singleton: { mode } },
          async ({ event, runId, step }) => {
            await step.run("begin", effect(runId, "begin", numberIn(event)));
            await step.sleep("busy", "4m");
            return step.run("end", effect(runId, "end", numberIn(event)));
          },
        ),
      ),
  },
  {
    name: "cron",
    isTimeless: false,
    endsAt: 125 * minute,
    arrivals: [],
    functions: ({ client, effect }) => [
      client.createFunction(
        { id: "hourly", retries: 20, triggers: [{ cron: "0 * * * *" }] },
        ({ event, runId, step }) => step.run("tick", effect(runId, "tick", Number(event.ts))),
      ),
    ],
  },
];
