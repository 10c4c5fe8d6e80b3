import { type FakeHttp, type FakeReply, startFakeHttp } from "@tributary/vendor-http/testing";

/** An event the fake took, as it came. */
export interface FakeDatadogEvent {
  readonly title: string;
  readonly text: string;
  readonly alert_type?: string;
  readonly priority?: string;
  readonly tags?: readonly string[];
  readonly aggregation_key?: string;
  readonly date_happened?: number;
}

/** Datadog's `POST /api/v1/events` as its published schema has it, over HTTP. */
export interface DatadogFake extends FakeHttp {
  /** What it took, oldest first. */
  readonly events: readonly FakeDatadogEvent[];
}

const alertTypes = ["error", "warning", "info", "success", "user_update", "recommendation", "snapshot"];
const known = new Set([
  ...["title", "text", "alert_type", "priority", "tags", "aggregation_key", "date_happened"],
  ...["device_name", "host", "related_event_id", "source_type_name"],
]);

/** Starts the fake. It takes the one key given, any unless given, and refuses what the schema and its limits do not allow. */
export async function startDatadogFake(options: { readonly apiKey?: string } = {}): Promise<DatadogFake> {
  const events: FakeDatadogEvent[] = [];
  const http = await startFakeHttp(({ path, headers, body }): FakeReply => {
    const key = headers.get("dd-api-key");
    if (!key || (options.apiKey !== undefined && key !== options.apiKey)) return refusal(403, "Forbidden");
    if (path !== "/api/v1/events") return refusal(404, "Not Found");
    const problem = problemOf(body);
    if (problem !== undefined) return refusal(400, problem);
    events.push(body as unknown as FakeDatadogEvent);
    return { status: 202, body: { status: "ok", event: { id: events.length, ...body } } };
  });
  return { ...http, events };
}

function problemOf(body: Readonly<Record<string, unknown>>): string | undefined {
  const { title, text, alert_type: type, priority, tags, aggregation_key: key, date_happened: happened } = body;
  const unknown = Object.keys(body).find((name) => !known.has(name));
  if (unknown !== undefined) return `Invalid field: ${unknown}`;
  if (!isText(title, 100)) return "Invalid title: required, at most 100 characters";
  if (!isText(text, 4_000)) return "Invalid text: required, at most 4000 characters";
  if (type !== undefined && !alertTypes.includes(String(type))) return `Invalid alert_type: ${type}`;
  if (priority !== undefined && priority !== "normal" && priority !== "low") return `Invalid priority: ${priority}`;
  if (key !== undefined && !isText(key, 100)) return "Invalid aggregation_key: at most 100 characters";
  if (happened !== undefined && !Number.isInteger(happened)) return "Invalid date_happened: must be an integer";
  if (tags !== undefined && !(Array.isArray(tags) && tags.every((tag) => isText(tag, 200)))) return "Invalid tags";
  return undefined;
}

const isText = (value: unknown, longest: number) =>
  typeof value === "string" && value !== "" && value.length <= longest;

const refusal = (status: number, message: string): FakeReply => ({ status, body: { errors: [message] } });
