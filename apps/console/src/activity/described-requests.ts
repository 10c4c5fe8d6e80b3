import type { JsonValue } from "@tributary/validation";

/** What the answer to a request says of what was done. */
interface Description {
  readonly action: string;
  /** Fields of the answer that are worth keeping, as paths: never what may be a secret. */
  readonly details?: readonly string[];
  /** Where in the answer the subject's id is, when it is not in the path of the request. */
  readonly subject?: string;
}

/** What people do through the API, by method and pattern of the route. */
const described: Readonly<Record<string, Description>> = {
  "POST /v1/sources": {
    action: "source.connected",
    subject: "source.id",
    details: ["source.kind", "source.name", "created"],
  },
  "PATCH /v1/sources/:id": {
    action: "source.changed",
    details: ["source.name", "source.status", "source.syncSchedule.cron", "source.syncSchedule.timezone"],
  },
  "POST /v1/source-kinds/:kind/check": { action: "source.checked", details: ["ok", "problem.code"] },
  "DELETE /v1/sources/:id": { action: "source.disconnected" },
  "POST /v1/sources/:id/restore": { action: "source.restored", details: ["source.kind", "source.name"] },
  "POST /v1/sources/:id/sync": { action: "sync.requested", details: ["job.id", "job.mode", "created"] },
  "POST /v1/sources/:id/retry": { action: "retry.requested", details: ["job.id", "documents"] },
  "POST /v1/documents/:id/retry": { action: "retry.requested", details: ["job.id"] },
  "POST /v1/jobs/:id/cancel": { action: "sync.cancelled" },
  "POST /v1/sources/:id/webhook-secrets": { action: "webhook-secret.added", details: ["id"] },
  "DELETE /v1/sources/:id/webhook-secrets/:secretId": { action: "webhook-secret.removed" },
  "POST /v1/sources/:id/deployments": { action: "deployment.requested", details: ["jobId"] },
  "POST /v1/sources/:id/deletions/confirm": { action: "deletions.decided", details: ["id", "decision", "count"] },
  "POST /v1/sources/:id/deletions/:deletionId/undo": { action: "deletions.undone", details: ["count"] },
  "POST /v1/webhooks/deliveries/:id/replay": { action: "delivery.replayed" },
  "POST /v1/index/rebuild": { action: "index.rebuild-requested" },
  "POST /v1/index/switch": { action: "index.switched" },
  "DELETE /v1/index/rebuild": { action: "index.rebuild-dropped" },
  "POST /v1/alerts/:id/acknowledge": { action: "alert.acknowledged", details: ["alert.condition"] },
  "POST /v1/alerts/:id/resolve": { action: "alert.resolved", details: ["alert.condition"] },
  "POST /v1/workflows/runs/:id/cancel": { action: "workflow-run.cancelled", details: ["run.function", "cancelled"] },
  "POST /v1/workflows/runs/:id/rerun": { action: "workflow-run.repeated", details: ["run.function", "run.id"] },
  "POST /v1/session": { action: "session.started", subject: "key.id", details: ["key.name"] },
  "DELETE /v1/session": { action: "session.ended" },
  "POST /v1/keys": { action: "key.created", subject: "id", details: ["name"] },
  "DELETE /v1/keys/:id": { action: "key.revoked", details: ["name"] },
  "PUT /v1/notification-preferences": { action: "notification-preferences.changed" },
  "POST /v1/notification-preferences/test": { action: "notifications.tested" },
};

/** The routes that are described, as method and pattern. */
export const describedRoutes: readonly string[] = Object.keys(described);

/** What a request that succeeded did. One that is not described here is named by its route. */
export function describeRequest(request: {
  readonly method: string;
  /** Pattern of the route. */
  readonly route: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly answer: unknown;
}): { readonly action: string; readonly subject: string; readonly details: Record<string, JsonValue> } {
  const { method, route, parameters, answer } = request;
  const known = described[`${method} ${route}`];
  const { id, ...others } = parameters;
  const details: Record<string, JsonValue> = { ...others };
  for (const path of known?.details ?? []) {
    const value = read(answer, path);
    if (value !== undefined) details[path] = value;
  }
  const named = known?.subject === undefined ? undefined : read(answer, known.subject);
  return { action: known?.action ?? `${method} ${route}`, subject: id ?? String(named ?? ""), details };
}

/** A text, number, truth value or nothing at a path of an answer; anything else counts as not there. */
function read(answer: unknown, path: string): string | number | boolean | undefined {
  let value = answer;
  for (const key of path.split(".")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return isPlain ? (value as string | number | boolean) : undefined;
}
