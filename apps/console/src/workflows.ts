import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createEmbeddedInngest, EMBEDDED_BASE_URL } from "@tributary/inngest-embedded";
import type { WorkflowsHealth } from "@tributary/validation";
import { createInngestClient } from "@tributary/vendor-inngest";
import type { Inngest, InngestFunction, Middleware } from "inngest";
import type { CredentialBudget } from "./connections/budgets.ts";
import type { Env } from "./env/env.ts";
import { createFunctions } from "./inngest/functions/index.ts";
import { APP_ID } from "./inngest/workflow.ts";
import type { MetricFamily } from "./observability/registry.ts";
import { traceWorkflows } from "./observability/trace-workflows.ts";
import type { Services } from "./services.ts";

/** Time a stopping process gives to steps in progress, in milliseconds; what is not done by then is redone. */
export const DRAIN_MS = 10_000;

const CLOUD_DASHBOARD_URL = "https://app.inngest.com";
/** Where the SDK looks for a dev server unless told. */
const DEV_SERVER_URL = "http://localhost:8288";

const nanosecondsPerMillisecond = 1e6;

/** Whatever runs the workflows. */
export interface Workflows {
  /** Sends them events. */
  readonly inngest: Inngest;
  /** The functions, where this process is the one that serves them. */
  readonly functions: InngestFunction.Any[];
  /** Asks the embedded engine's API; undefined when an Inngest server runs the workflows. */
  readonly request: ((path: string, init?: RequestInit) => Promise<Response>) | undefined;
  health(): Promise<WorkflowsHealth>;
  /** The metrics of the process they run in; null where that is this one, not ours or not there at the moment. */
  metrics(): Promise<readonly MetricFamily[] | null>;
  /** What providers last said to the process they run in; null as above. */
  budgets(): Promise<readonly CredentialBudget[] | null>;
  /** Has the process they run in write down what it counted, where that is another one and there. Never rejects. */
  writeUsage(): Promise<void>;
  close(): Promise<void>;
}

/** The workflows on an Inngest server, which calls this process. */
export function createServedWorkflows(
  services: Services,
  engine: Extract<Env["engine"], { kind: "server" }>,
): Workflows {
  const inngest = createInngestClient({
    ...{ id: APP_ID, logger: services.logger, connection: engine },
    middleware: traceWorkflows(services.telemetry.tracing),
  });
  return {
    inngest,
    functions: createFunctions({ inngest, services }),
    request: undefined,
    health: async () => ({
      ...{ where: "server", state: "running", process: null, restarts: 0, runs: null },
      dashboardUrl: dashboardOf(engine),
    }),
    metrics: async () => null,
    budgets: async () => null,
    writeUsage: async () => {},
    close: async () => {},
  };
}

/** The workflows on the embedded engine in this process. Without `work` it takes events in and runs nothing. */
export async function createEmbeddedWorkflows(
  services: Services,
  options: { readonly home: string; readonly work: boolean },
): Promise<Workflows> {
  const { logger } = services;
  const engine = createEmbeddedInngest({ file: join(options.home, "workflows.sqlite"), logger });
  const delay = monitorEventLoopDelay();
  delay.enable();
  const close = () => {
    delay.disable();
    return engine.stop({ drainMs: DRAIN_MS });
  };
  try {
    const inngest = createEmbeddedClient(logger, engine.fetch, traceWorkflows(services.telemetry.tracing));
    const functions = createFunctions({ inngest, services });
    await engine.register({ client: inngest, functions });
    if (options.work) await engine.start();
    return {
      inngest,
      functions,
      request: (path, init) => engine.fetch(new URL(path, EMBEDDED_BASE_URL), init),
      health: async () => ({
        where: "here",
        state: options.work ? "running" : "stopped",
        process: describeProcess(delay),
        restarts: 0,
        runs: engine.stats(),
        dashboardUrl: null,
      }),
      metrics: async () => null,
      budgets: async () => null,
      writeUsage: async () => {},
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A client whose events go to an embedded engine, wherever that runs. */
export function createEmbeddedClient(
  logger: Services["logger"],
  fetch: typeof globalThis.fetch,
  middleware: Middleware.Class[] = [],
): Inngest {
  return createInngestClient({
    id: APP_ID,
    logger,
    middleware,
    connection: { kind: "embedded", fetch, baseUrl: EMBEDDED_BASE_URL },
  });
}

/** Where an Inngest server shows its runs: Cloud's own dashboard unless it is another server. */
function dashboardOf({ baseUrl, isDev }: Extract<Env["engine"], { kind: "server" }>): string {
  return baseUrl ?? (isDev ? DEV_SERVER_URL : CLOUD_DASHBOARD_URL);
}

/** This process as health reports show it; the longest block counts from one report to the next. */
function describeProcess(delay: ReturnType<typeof monitorEventLoopDelay>): NonNullable<WorkflowsHealth["process"]> {
  const longestBlockMs = Math.round(delay.max / nanosecondsPerMillisecond);
  delay.reset();
  return {
    pid: process.pid,
    uptimeSeconds: Math.round(process.uptime()),
    residentBytes: process.memoryUsage.rss(),
    longestBlockMs,
  };
}
