import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { EMBEDDED_BASE_URL } from "@tributary/inngest-embedded";
import type { Env } from "../env/env.ts";
import { workflowProcessSettings } from "../env/process-settings.ts";
import type { Services } from "../services.ts";
import { createEmbeddedClient, DRAIN_MS, type Workflows } from "../workflows.ts";
import { callsOver, type StartSettings, WARM_CALL, type WireRequest, type WorkflowProcessCalls } from "./calls.ts";
import { type ChannelMessage, createChannel } from "./channel.ts";
import { serveStore } from "./remote-store.ts";

/** How long an event waits for a process that is being started again, in milliseconds. */
const PATIENCE_MS = 15_000;
/** Pauses before a process that ended is started again, in milliseconds, doubled each time up to the longest. */
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
/** A process that lived this long, in milliseconds, did not end because of how it started. */
const SETTLED_MS = 60_000;
/** How long a process that is busy may take to tell its metrics, its budgets or what it counted, in milliseconds. */
const FIGURES_MS = 2_000;
/** What stopping may take beyond the drain, in milliseconds. */
const STOP_SLACK_MS = 5_000;

const program = fileURLToPath(new URL(import.meta.url.endsWith(".ts") ? "./main.ts" : "./main.js", import.meta.url));

/** A process that is gone is noticed by its "exit"; without a callback a failed send would be an error event. */
const ignoreFailure = () => {};

interface Running {
  readonly child: ChildProcess;
  readonly calls: WorkflowProcessCalls;
}

/**
 * Runs the workflows in a process of their own, over this one's stores, and starts it again whenever it ends: an engine
 * that crashes, or a step that computes, never stops the console from answering. Rejects when the first start fails.
 */
export async function createWorkflowProcess(
  services: Services,
  given: { readonly env: Env; readonly secretKeys: readonly Uint8Array[] },
): Promise<Workflows> {
  const { logger, database, store } = services;
  const settings: StartSettings = { ...given, durability: database.durability };
  const ownCalls = { ...serveStore(store), [WARM_CALL]: services.warmer.warm };
  let current: Promise<Running>;
  let running: Running | undefined;
  let starting: ChildProcess | undefined;
  let restarts = 0;
  let failures = 0;
  let stopping = false;
  let pause: NodeJS.Timeout | undefined;

  const start = async (): Promise<Running> => {
    const child = fork(program, {
      serialization: "advanced",
      ...workflowProcessSettings(),
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    const channel = createChannel((message) => child.send(message, ignoreFailure), {
      calls: ownCalls,
      ...(database.connect && { connect: database.connect }),
    });
    child.on("message", (message: ChannelMessage) => channel.receive(message));
    child.on("error", (error) => logger.error({ error }, "the workflow process cannot be reached"));
    const startedAt = performance.now();
    child.once("exit", (code, signal) => {
      channel.close(new Error(`The workflow process ended (${signal ?? `exit code ${code}`}).`));
      if (running?.child !== child) return;
      running = undefined;
      if (stopping) return;
      if (performance.now() - startedAt > SETTLED_MS) failures = 0;
      logger.error({ code, signal }, "the workflow process ended and is started again; steps in progress are redone");
      restart();
    });
    const calls = callsOver(channel);
    starting = child;
    try {
      await calls.start(settings);
      running = { child, calls };
      return running;
    } catch (error) {
      child.kill("SIGKILL");
      throw error;
    } finally {
      starting = undefined;
    }
  };

  const restart = (): void => {
    restarts += 1;
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
    failures += 1;
    current = new Promise<void>((resolve) => {
      pause = setTimeout(resolve, pauseMs);
    }).then(start);
    current.catch((error) => {
      if (stopping) return;
      logger.error({ error }, "the workflow process could not be started again");
      restart();
    });
  };

  const ready = async (): Promise<Running> => {
    if (running) return running;
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_, reject) => {
      const error = new Error("The workflow process is being started again: try later.");
      timer = setTimeout(() => reject(error), PATIENCE_MS);
    });
    try {
      return await Promise.race([current, tooLong]);
    } finally {
      clearTimeout(timer);
    }
  };

  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const wire: WireRequest = {
      path,
      method: init.method ?? "GET",
      headers: Object.fromEntries(new Headers(init.headers)),
      body: init.body === undefined || init.body === null ? undefined : String(init.body),
    };
    const { status, headers, body } = await (await ready()).calls.request(wire);
    return new Response(body === "" ? null : body, { status, headers: { ...headers } });
  };

  current = start();
  await current;
  return {
    inngest: createEmbeddedClient(logger, async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input, EMBEDDED_BASE_URL);
      return request(url.pathname + url.search, init);
    }),
    functions: [],
    request,
    async health() {
      const state = stopping ? "stopped" : running ? "running" : "starting";
      const nothing = { process: null, runs: null };
      const report = running ? await running.calls.health().catch(() => nothing) : nothing;
      return { where: "worker", state, restarts, ...report, dashboardUrl: null };
    },
    metrics: () => soon(running?.calls.metrics()),
    budgets: () => soon(running?.calls.budgets()),
    async writeUsage() {
      await soon(running?.calls.writeUsage());
    },
    async close() {
      stopping = true;
      clearTimeout(pause);
      starting?.kill("SIGKILL");
      const left = running;
      if (!left) return;
      const { child, calls } = left;
      const ended = once(child, "exit");
      const giveUp = setTimeout(() => child.kill("SIGKILL"), DRAIN_MS + STOP_SLACK_MS);
      try {
        await calls.stop();
        child.disconnect();
      } catch {
        child.kill("SIGKILL");
      }
      await ended;
      clearTimeout(giveUp);
    },
  };
}

/** What the process tells; null when it is not there, fails or takes too long. */
async function soon<Value>(told: Promise<Value> | undefined): Promise<Value | null> {
  const waited = sleep(FIGURES_MS, null, { ref: false });
  return (await Promise.race([told?.catch(() => null), waited])) ?? null;
}
