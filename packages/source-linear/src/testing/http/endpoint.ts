import { errorBody, type LinearErrorBody } from "../graphql/refusal.ts";
import type { QueryContext } from "../graphql/resolve.ts";
import { prepareQuery, runQuery } from "../graphql/run-query.ts";
import type { FakeAnswer } from "./answer.ts";
import { type FakeCredentials, refuseCaller } from "./authorize.ts";
import type { FakeFault, FakeRequest, FaultRules } from "./faults.ts";
import type { FakeLimits, LimitCounter } from "./limits.ts";

/** What the endpoint works with. */
export interface Endpoint {
  readonly context: QueryContext;
  readonly credentials: FakeCredentials;
  readonly faults: FaultRules;
  readonly counter: LimitCounter;
  limits(): FakeLimits;
  now(): number;
  /** Notes every request. */
  note(request: FakeRequest): void;
  /** Notes what Linear would have refused, and what the fake cannot answer. */
  refuse(reason: string): void;
}

/** An HTTP request, read. */
export interface IncomingQuery {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
}

/** Answers one request as https://api.linear.app/graphql would, and says which fault befalls it. */
export async function answerQuery(
  endpoint: Endpoint,
  incoming: IncomingQuery,
): Promise<{ readonly answer: FakeAnswer; readonly fault: FakeFault | undefined }> {
  const { query, variables } = readBody(incoming.body);
  const prepared = prepareQuery(query, variables);
  const operation = "name" in prepared ? prepared.name : "";
  const complexity = "complexity" in prepared ? prepared.complexity : 0;
  const fault = endpoint.faults.next(operation);
  const answered = (status: number, body: object, headers: Readonly<Record<string, string>> = {}) => {
    endpoint.note({ operation, variables, complexity, status });
    return { answer: respond(endpoint, status, body, { ...endpoint.counter.headers(complexity), ...headers }), fault };
  };
  const refused = (status: number, errors: readonly LinearErrorBody[], reason?: string) => {
    if (reason !== undefined) endpoint.refuse(reason);
    return answered(status, { errors });
  };

  if (fault?.type === "status") {
    endpoint.note({ operation, variables, complexity, status: fault.status });
    const headers = { "content-type": "application/json; charset=utf-8", ...fault.headers };
    return { answer: { status: fault.status, headers, body: fault.body ?? "" }, fault };
  }
  if (incoming.path !== "/graphql" || incoming.method !== "POST") {
    const message = `${incoming.method} ${incoming.path} is no endpoint of Linear's.`;
    return refused(404, [errorBody(message, "other", "NOT_FOUND", 404)], message);
  }
  if (!/^application\/json\b/.test(incoming.contentType ?? "")) {
    const message = "A query is sent as application/json.";
    return refused(400, [errorBody(message, "graphql error", "BAD_REQUEST", 400)], message);
  }
  const stranger = refuseCaller(incoming.authorization, endpoint.credentials);
  if (stranger !== undefined) return refused(401, [stranger]);
  if ("errors" in prepared) {
    return refused(400, prepared.errors, prepared.errors.map(({ message }) => message).join(" "));
  }
  if (complexity > endpoint.limits().queryComplexity) {
    const message = `Query too complex: ${complexity} of ${endpoint.limits().queryComplexity} points.`;
    return refused(400, [errorBody(message, "invalid input", "INPUT_ERROR", 400)], `${operation}: ${message}`);
  }
  if (!endpoint.counter.take(complexity)) {
    // The status is 400, not 429: only the code says what it is.
    return refused(400, [errorBody("Rate limit exceeded.", "ratelimited", "RATELIMITED", 429)]);
  }
  const result = await runQuery(prepared.document, variables, endpoint.context);
  for (const gap of result.gaps) endpoint.refuse(gap);
  const errors = [...result.errors, ...(fault?.type === "errors" ? fault.errors : [])];
  const data = fault?.type === "alter" ? fault.alter(result.data as Record<string, unknown>) : result.data;
  return answered(200, { data, ...(errors.length > 0 && { errors }) });
}

function respond(
  endpoint: Endpoint,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>>,
): FakeAnswer {
  return {
    status,
    headers: {
      "content-type": "application/json; charset=utf-8",
      date: new Date(endpoint.now()).toUTCString(),
      ...headers,
    },
    body: JSON.stringify(body),
  };
}

function readBody(body: string): { readonly query: unknown; readonly variables: Readonly<Record<string, unknown>> } {
  try {
    const { query, variables = {} } = JSON.parse(body);
    return { query, variables };
  } catch {
    return { query: undefined, variables: {} };
  }
}
