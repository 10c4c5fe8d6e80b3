import { timingSafeEqual } from "node:crypto";
import { apiKeys } from "@tributary/database";
import type { Context } from "hono";
import type { App } from "../app.ts";
import { ApiError } from "../error-answers.ts";
import { EXPOSITION_TYPE, expose } from "../observability/exposition.ts";
import type { MetricFamily } from "../observability/registry.ts";
import { createStoreMetrics, gauge } from "../observability/store-metrics.ts";
import type { Runtime } from "../runtime.ts";

const loopback = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/;
const loopbackHosts = new Set(["localhost", "127.0.0.1", "::1"]);

/**
 * `GET /metrics`: this process's metrics and the workflow process's in Prometheus's text format. Answers requests from
 * this machine that came through no proxy; others need an API key of the console or TRIBUTARY_METRICS_TOKEN.
 */
export function metricsRoutes(app: App, runtime: Runtime): void {
  const { database, telemetry, logger } = runtime.services;
  const storeMetrics = createStoreMetrics(database);
  app.get("/metrics", async (context) => {
    if (!(isFromHere(context) || (await isAllowed(context, runtime)))) {
      throw new ApiError(
        401,
        "unauthorized",
        "Send an API key or TRIBUTARY_METRICS_TOKEN as `Authorization: Bearer …`.",
      );
    }
    const [workflows, engine, stored] = await Promise.all([
      runtime.workflows.metrics().catch((error: unknown) => {
        logger.warn({ error }, "the workflow process did not tell its metrics");
        return null;
      }),
      engineMetrics(runtime),
      storeMetrics(),
    ]);
    const text = expose({
      console: [...telemetry.families(), ...engine, ...stored],
      ...(workflows && { workflows }),
    });
    return context.body(text, 200, { "content-type": EXPOSITION_TYPE });
  });
}

async function engineMetrics({ workflows }: Runtime): Promise<MetricFamily[]> {
  const { state, restarts, runs } = await workflows.health();
  const up = gauge("tributary_workflows_up", "Whether the workflows run.", [[{}, state === "running" ? 1 : 0]]);
  const started: MetricFamily = {
    name: "tributary_workflows_restarts_total",
    help: "Times the workflow process ended and was started again.",
    type: "counter",
    samples: [{ suffix: "", labels: {}, value: restarts }],
  };
  if (!runs) return [up, started];
  const states = (["queued", "running", "waiting", "held"] as const).map(
    (name) => [{ state: name }, runs[name]] as const,
  );
  return [up, started, gauge("tributary_workflow_runs", "Runs of the embedded engine that are not over.", states)];
}

/**
 * Whether whoever asks sits at this machine: by the connection, by the address that was asked for (a page in a browser
 * can have any name point here), and through nothing that passes on what others ask.
 */
function isFromHere(context: Context): boolean {
  const { incoming } = (context.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  const { hostname } = new URL(context.req.url);
  const passedOn = ["forwarded", "via", "x-forwarded-for", "x-real-ip"].some((name) => context.req.header(name));
  return (
    loopback.test(incoming?.socket?.remoteAddress ?? "") &&
    loopbackHosts.has(hostname.replace(/^\[|\]$/g, "")) &&
    !passedOn
  );
}

async function isAllowed(context: Context, { env, services }: Runtime): Promise<boolean> {
  const [scheme, given] = context.req.header("authorization")?.split(" ") ?? [];
  if (scheme?.toLowerCase() !== "bearer" || !given) return false;
  const { metricsToken } = env;
  if (metricsToken !== undefined) {
    const [one, other] = [Buffer.from(given), Buffer.from(metricsToken)];
    if (one.length === other.length && timingSafeEqual(one, other)) return true;
  }
  return (await apiKeys.find(services.database, given)) !== null;
}
