import { isRecord, stringOf } from "../../json.ts";
import type { SerializedError } from "../../kernel.ts";
import type { RunRow } from "../../store/runs.ts";
import { reply, replyError } from "../reply.ts";
import { readJson } from "../request.ts";
import type { Route, RouteContext } from "../route.ts";
import { traceOf } from "../trace.ts";

type Variables = Readonly<Record<string, unknown>>;

/** The queries clients of the dev server send, each known by the field it asks for. */
const answers: readonly [
  field: RegExp,
  answer: (context: RouteContext, variables: Variables) => Record<string, unknown>,
][] = [
  [/\brunTraceSpanOutputByID\b/, runOutput],
  [/\beventV2\b/, event],
  [/\brun\s*\(/, run],
];

/** `POST /v0/gql`: the few GraphQL queries by which the SDK's own tests look at runs and events. */
export const gqlRoutes: readonly Route[] = [
  {
    method: "POST",
    path: /^\/v0\/gql$/,
    async handle(context, request) {
      const body = await readJson(request);
      const query = isRecord(body) ? (stringOf(body.query) ?? "") : "";
      const known = answers.find(([field]) => field.test(query));
      if (!known) return replyError(501, "The engine answers GraphQL queries for a run, its output and an event only.");
      const variables = isRecord(body) && isRecord(body.variables) ? body.variables : {};
      return reply(200, { data: known[1](context, variables) });
    },
  },
];

function run({ kernel }: RouteContext, variables: Variables): Record<string, unknown> {
  const row = kernel.store.runs.get(textOf(variables.runId ?? variables.runID));
  return { run: row ? { status: row.status.toUpperCase(), trace: traceOf(kernel, row) } : null };
}

/** The id of a run's output is the run's own. */
function runOutput({ kernel }: RouteContext, variables: Variables): Record<string, unknown> {
  const row = kernel.store.runs.get(textOf(variables.traceID ?? variables.outputID));
  return { runTraceSpanOutputByID: row ? { data: row.output, error: errorOf(row) } : null };
}

function errorOf(row: RunRow): { message: string; name: string; stack: string | null } | null {
  if (row.error === null) return null;
  const { message, name, stack } = JSON.parse(row.error) as SerializedError;
  return { message, name, stack: stack ?? null };
}

function event({ inspection }: RouteContext, variables: Variables): Record<string, unknown> {
  const row = inspection.event(textOf(variables.id));
  if (!row) return { eventV2: null };
  // Absent rather than null: that is what clients take for "no key".
  const key = row.publicId === null ? {} : { idempotencyKey: row.publicId };
  return { eventV2: { ...key, name: row.name, raw: row.body } };
}

function textOf(value: unknown): string {
  return stringOf(value) ?? "";
}
