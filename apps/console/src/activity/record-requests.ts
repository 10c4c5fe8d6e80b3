import { createMiddleware } from "hono/factory";
import { routePath } from "hono/route";
import type { AppVariables } from "../authentication.ts";
import type { Runtime } from "../runtime.ts";
import { describeRequest } from "./described-requests.ts";
import { recordActivity } from "./record-activity.ts";

const changing = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/** Writes what people change through the API into the audit trail. Comes after authentication and before the routes. */
export function recordRequests(runtime: Runtime) {
  return createMiddleware<{ Variables: AppVariables }>(async (context, next) => {
    await next();
    const { method } = context.req;
    const { res: response } = context;
    if (!changing.has(method) || !response.ok) return;
    const isJson = response.headers.get("content-type")?.startsWith("application/json");
    const description = describeRequest({
      ...{ method, route: routePath(context, -1) },
      parameters: context.req.param() as Record<string, string>,
      answer: isJson ? await response.clone().json() : null,
    });
    const { id, name, isLocal } = context.get("key");
    const actor = isLocal ? "local" : `${name} (${id})`;
    await recordActivity(runtime, { workspaceId: context.get("workspaceId"), actor, ...description });
  });
}
