import { timingSafeEqual } from "node:crypto";
import { apiKeys } from "@tributary/database";
import type { Context } from "hono";
import { connectedAddress } from "../access/caller.ts";
import { isLoopbackAddress, isLoopbackHost } from "../access/hosts.ts";
import type { App } from "../app.ts";
import { latestReadings, readBudgets } from "../connections/describe-budgets.ts";
import { ApiError } from "../error-answers.ts";
import { EXPOSITION_TYPE, expose } from "../observability/exposition.ts";
import type { MetricFamily } from "../observability/registry.ts";
import { createStoreMetrics, gauge } from "../observability/store-metrics.ts";
import type { Runtime } from "../runtime.ts";

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
    const [workflows, engine, stored, budgets] = await Promise.all([
      runtime.workflows.metrics().catch((error: unknown) => {
        logger.warn({ error }, "the workflow process did not tell its metrics");
        return null;
      }),
      engineMetrics(runtime),
      storeMetrics(),
      budgetMetrics(runtime),
    ]);
    const text = expose({
      console: [...telemetry.families(), ...engine, ...stored, ...budgets],
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

/** Of each limit that several credentials have, the one with the least left. */
async function budgetMetrics(runtime: Runtime): Promise<MetricFamily[]> {
  const least = new Map<
    string,
    { readonly kind: string; readonly name: string; limit: number | null; remaining: number }
  >();
  for (const { kind, reading } of latestReadings(await readBudgets(runtime))) {
    const { name, limit, remaining } = reading;
    const key = JSON.stringify([kind, name]);
    if (remaining === null || remaining >= (least.get(key)?.remaining ?? Number.POSITIVE_INFINITY)) continue;
    least.set(key, { kind, name, limit, remaining });
  }
  const all = [...least.values()];
  return [
    gauge(
      "tributary_api_budget_remaining",
      "What is left of a provider's limit, of the credential with the least.",
      all.map(({ kind, name, remaining }) => [{ kind, name }, remaining]),
    ),
    gauge(
      "tributary_api_budget_limit",
      "Most a provider's limit allows, of the same credential.",
      all.flatMap(({ kind, name, limit }) => (limit === null ? [] : [[{ kind, name }, limit] as const])),
    ),
  ];
}

/**
 * Whether whoever asks sits at this machine: by the connection, by the address that was asked for (a page in a browser
 * can have any name point here), and through nothing that passes on what others ask.
 */
function isFromHere(context: Context): boolean {
  const { hostname } = new URL(context.req.url);
  const passedOn = ["forwarded", "via", "x-forwarded-for", "x-real-ip"].some((name) => context.req.header(name));
  return isLoopbackAddress(connectedAddress(context) ?? "") && isLoopbackHost(hostname) && !passedOn;
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
