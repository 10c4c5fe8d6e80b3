import { createEmbeddedInngest, createVirtualClock } from "@tributary/inngest-embedded";
import type { Inngest, InngestFunction } from "inngest";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import { readEnv } from "../env/env.ts";
import { createFunctions } from "../inngest/functions/index.ts";
import type { WorkflowContext } from "../inngest/workflow.ts";
import { createRuntime } from "../runtime.ts";
import { createEmbeddedClient } from "../workflows.ts";
import { prepareHome } from "./prepared-home.ts";
import { temporaryFolder } from "./repository.ts";

/**
 * How far the clock is ahead of the system's, from which the SDK takes the times of events: none is in the future. A time
 * to try again, which it takes from there too, comes so much earlier.
 */
const AHEAD_MS = 5 * 60_000;

/** An event that was sent, by a workflow or a test. */
export interface SentEvent {
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * A console over a temporary data folder whose workflows run on a clock that stands still until it is moved: what sleeps
 * or is tried again costs a test no time. `functions` are those it serves, all unless given.
 */
export async function createVirtualConsole(
  options: {
    readonly variables?: Readonly<Record<string, string>>;
    readonly functions?: (context: WorkflowContext) => InngestFunction.Any[];
  } = {},
) {
  const { variables = {}, functions = createFunctions } = options;
  const home = temporaryFolder();
  await prepareHome(home);
  const logger = pino({ level: "silent" });
  const env = readEnv({ ...variables, TRIBUTARY_HOME: home });
  const opened = await createRuntime(env, { command: "test", workflows: "nowhere", logger });
  onTestFinished(() => opened.close());
  const clock = createVirtualClock(Date.now() + AHEAD_MS);
  const engine = createEmbeddedInngest({ file: ":memory:", synchronous: "NORMAL", logger, clock });
  onTestFinished(() => engine.stop({ drainMs: 0 }));
  const client: Inngest = createEmbeddedClient(logger, engine.fetch);
  await engine.register({ client, functions: functions({ inngest: client, services: opened.services }) });
  await engine.start();
  const runtime = { ...opened, workflows: { ...opened.workflows, inngest: client } };

  const ask = async <Body>(path: string, init?: RequestInit) =>
    (await (await engine.fetch(new URL(path, "http://engine.test"), init)).json()) as Body;

  return {
    runtime,
    services: opened.services,
    /** Moves the clock and lets everything be done that becomes due. */
    advance: (milliseconds: number) => clock.advance(milliseconds, engine.idle),
    /** Sends an event and lets what it starts be done, as far as it goes without waiting. */
    async send(name: string, data: object, id?: string) {
      await client.send({ name, data, ...(id !== undefined && { id }) });
      await engine.idle();
    },
    /** Runs a function that a schedule starts. */
    async invoke(functionId: string) {
      await ask(`/invoke/tributary-${functionId}`, { method: "POST", body: "{}" });
      await engine.idle();
    },
    /** Everything sent under a name, oldest first. */
    async sent(name: string): Promise<SentEvent[]> {
      const { data } = await ask<{ data: { internal_id: string }[] }>(`/v1/events?name=${name}&limit=500`);
      const events = data.map(({ internal_id: id }) => ask<{ data: SentEvent }>(`/v1/events/${id}`));
      return (await Promise.all(events)).map((event) => event.data).reverse();
    },
    /** What each run of a function came to, oldest first. */
    outcomes: (functionId: string) =>
      engine.runs
        .list({ functionId, limit: 500 })
        .reverse()
        .map(({ runId }) => engine.runs.get(runId)),
  };
}
