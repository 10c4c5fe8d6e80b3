import { NonRetriableError, RetryAfterError } from "inngest";
import { minute, onEvent, type Scenario } from "../scenario.ts";

/** Failures: repeated, final, caught, and handled. */
export const failureScenarios: readonly Scenario[] = [
  {
    name: "flaky",
    isTimeless: true,
    endsAt: 10 * minute,
    arrivals: [{ at: 0, events: [{ name: "flaky" }] }],
    functions: ({ client, effect, flaky, executions }) => [
      client.createFunction({ id: "flaky-step", ...onEvent("flaky") }, async ({ runId, step }) => {
        await step.run("before", effect(runId, "before", 1));
        return step.run("flaky", flaky(runId, "flaky", 2, "third time"));
      }),
      client.createFunction({ id: "flaky-branch", ...onEvent("flaky") }, async ({ runId, step }) =>
        Promise.all([
          step.run("steady", effect(runId, "steady", "steady")),
          step.run("flaky", flaky(runId, "flaky", 2, "third time")),
        ]),
      ),
      client.createFunction({ id: "flaky-body", ...onEvent("flaky") }, async ({ runId, step }) => {
        await step.run("try", effect(runId, "try", null));
        effect(runId, "body", null)();
        if (executions(runId, "body") < 3) throw new RetryAfterError("not yet", "2m");
        return "at last";
      }),
    ],
  },
  {
    name: "caught",
    isTimeless: true,
    endsAt: minute,
    arrivals: [{ at: 0, events: [{ name: "caught" }] }],
    functions: ({ client, effect }) => [
      client.createFunction({ id: "caught", ...onEvent("caught") }, async ({ runId, step }) => {
        const caught = await step
          .run("refuses", () => {
            effect(runId, "refuses", null)();
            throw new NonRetriableError("never");
          })
          .catch((error: unknown) => String(error));
        return step.run("goes on", effect(runId, "goes on", caught));
      }),
    ],
  },
  {
    name: "failed",
    isTimeless: true,
    endsAt: 10 * minute,
    arrivals: [{ at: 0, events: [{ name: "failed" }] }],
    endsOnly: ["exhausted"],
    functions: ({ client, effect }) => [
      client.createFunction(
        {
          id: "failed",
          ...onEvent("failed"),
          onFailure: ({ error, runId, step }) => step.run("mourn", effect(runId, "mourn", error.message)),
        },
        async ({ runId, step }) => {
          await step.run("works", effect(runId, "works", 1));
          throw new NonRetriableError("for good");
        },
      ),
      client.createFunction(
        {
          id: "exhausted",
          retries: 2,
          triggers: [{ event: "failed" }],
          onFailure: ({ runId, step }) => step.run("mourn", effect(runId, "mourn", "over")),
        },
        ({ step }) =>
          step.run("always", () => {
            throw new Error("always");
          }),
      ),
    ],
  },
];
