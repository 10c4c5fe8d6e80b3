import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import { sourceKinds } from "../sources.ts";
import type { Telemetry } from "./telemetry.ts";

const methods = new Set(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]);

/** What a provider was told about its delivery, by the status of the answer. */
const deliveryOutcomes: Readonly<Record<number, string>> = {
  200: "known",
  202: "accepted",
  401: "refused",
  404: "unknown-source",
  413: "too-large",
  415: "unsupported-type",
  503: "busy",
};

/** Counts and traces requests by the pattern of their route, and counts webhook deliveries by what they got. Comes before the routes. */
export function countRequests(telemetry: Telemetry): MiddlewareHandler {
  return async (context, next) => {
    const started = performance.now();
    const method = methods.has(context.req.method) ? context.req.method : "other";
    const { route, status } = await telemetry.tracing.run(method, { kind: "server" }, async (span) => {
      await next();
      const pattern = routePath(context, -1);
      const answered = { route: pattern.includes("*") ? "none" : pattern, status: context.res.status };
      span.rename(`${method} ${answered.route}`);
      span.describe({ "http.request.method": method, "http.route": answered.route });
      span.describe({ "http.response.status_code": answered.status });
      if (answered.status >= 500) span.fail();
      return answered;
    });
    telemetry.requested({ method, route, status, seconds: (performance.now() - started) / 1_000 });
    if (!route.startsWith("/webhooks/")) return;
    const [, , kind = ""] = context.req.path.split("/");
    const outcome = deliveryOutcomes[status] ?? "failed";
    telemetry.delivered({ kind: sourceKinds.has(kind) ? kind : "unknown", outcome });
  };
}
