import { type FakeHttp, type FakeReply, startFakeHttp } from "@tributary/vendor-http/testing";

/** An alert as the fake holds it. */
export interface FakePagerDutyAlert {
  readonly dedupKey: string;
  readonly state: "triggered" | "acknowledged" | "resolved";
  readonly summary: string;
  readonly severity: string;
  /** How often it was triggered. */
  readonly triggers: number;
}

/** PagerDuty's `POST /v2/enqueue` as its published schema has it, over HTTP, with the alerts that come of it. */
export interface PagerDutyFake extends FakeHttp {
  /** Oldest first; one that was resolved and is triggered again is another. */
  readonly alerts: readonly FakePagerDutyAlert[];
}

type Body = Readonly<Record<string, unknown>>;

const keyLength = 32;
const longestBytes = 512 * 1024;
const fields = new Set([
  ...["payload", "routing_key", "event_action", "dedup_key", "client", "client_url", "links", "images"],
]);
const payloadFields = new Set([
  ...["summary", "timestamp", "severity", "source", "component", "group", "class", "custom_details"],
]);

/** Starts the fake. It takes the one routing key given, any of 32 characters unless given. */
export async function startPagerDutyFake(options: { readonly routingKey?: string } = {}): Promise<PagerDutyFake> {
  const alerts: FakePagerDutyAlert[] = [];
  let named = 0;

  function apply(action: string, key: string, payload: Body): void {
    const at = alerts.findLastIndex(({ dedupKey, state }) => dedupKey === key && state !== "resolved");
    const held = alerts[at];
    if (action === "trigger") {
      const { summary, severity } = payload as { summary: string; severity: string };
      const alert = { dedupKey: key, state: held?.state ?? ("triggered" as const), summary, severity };
      if (held) alerts[at] = { ...alert, triggers: held.triggers + 1 };
      else alerts.push({ ...alert, triggers: 1 });
    } else if (held) alerts[at] = { ...held, state: action === "resolve" ? "resolved" : "acknowledged" };
  }

  const http = await startFakeHttp(({ path, body }): FakeReply => {
    if (path !== "/v2/enqueue") return { status: 404, body: { status: "not found", message: "Not found" } };
    const errors = problemsOf(body, options.routingKey);
    if (errors.length > 0) {
      return { status: 400, body: { status: "invalid event", message: "Event object is invalid", errors } };
    }
    const key = String(body.dedup_key ?? `fake-${named++}`);
    apply(String(body.event_action), key, (body.payload ?? {}) as Body);
    return { status: 202, body: { status: "success", message: "Event processed", dedup_key: key } };
  });
  return { ...http, alerts };
}

function problemsOf(body: Body, routingKey: string | undefined): string[] {
  const { routing_key: key, event_action: action, dedup_key: dedupKey } = body;
  const problems = Object.keys(body).filter((name) => !fields.has(name));
  if (typeof key !== "string" || key.length !== keyLength) {
    problems.push("Length of 'routing_key' is incorrect (should be 32 characters)");
  } else if (routingKey !== undefined && key !== routingKey) problems.push("Invalid routing key");
  if (!["trigger", "acknowledge", "resolve"].includes(String(action))) problems.push("'event_action' is invalid");
  if (dedupKey === undefined ? action !== "trigger" : !isText(dedupKey, 255)) problems.push("'dedup_key' is invalid");
  if (Buffer.byteLength(JSON.stringify(body)) > longestBytes) problems.push("The event is larger than 512 KB");
  if (action === "trigger") problems.push(...problemsOfPayload(body.payload));
  return problems;
}

function problemsOfPayload(payload: unknown): string[] {
  if (typeof payload !== "object" || payload === null) return ["'payload' is missing or blank"];
  const { summary, severity, source, timestamp, custom_details: details } = payload as Body;
  const problems = Object.keys(payload).filter((name) => !payloadFields.has(name));
  if (!isText(summary, 1_024)) problems.push("'payload.summary' is missing, blank or too long");
  if (!["critical", "warning", "error", "info"].includes(String(severity))) {
    problems.push(
      "'payload.severity' is invalid (must be one of the following: 'critical', 'warning', 'error' or 'info')",
    );
  }
  if (!isText(source, Number.POSITIVE_INFINITY)) problems.push("'payload.source' is missing or blank");
  if (timestamp !== undefined && Number.isNaN(Date.parse(String(timestamp)))) problems.push("'payload.timestamp'");
  if (details !== undefined && typeof details !== "object") problems.push("'payload.custom_details' is invalid");
  return problems;
}

const isText = (value: unknown, longest: number) =>
  typeof value === "string" && value !== "" && value.length <= longest;
