import type { FakeAnswer, FakeCall, FakeEndpoint, FakeRequestLog, FaultRules } from "@tributary/source-testing/fake";
import { errorBody, type LinearErrorBody } from "../graphql/refusal.ts";
import type { QueryContext } from "../graphql/resolve.ts";
import { prepareQuery, runQuery } from "../graphql/run-query.ts";
import { type FakeCredentials, refuseCaller } from "./authorize.ts";
import type { FakeFault, FakeFaultRule, FakeRequest } from "./faults.ts";
import type { FakeLimits, LimitCounter } from "./limits.ts";

/** What the endpoint works with. */
export interface EndpointParts {
  readonly context: QueryContext;
  readonly credentials: FakeCredentials;
  readonly faults: FaultRules<FakeFaultRule, string>;
  readonly log: FakeRequestLog<FakeRequest>;
  readonly counter: LimitCounter;
  limits(): FakeLimits;
  now(): number;
}

/** Makes what answers requests as https://api.linear.app/graphql would, and says which fault befalls each. */
export function createEndpoint(parts: EndpointParts): FakeEndpoint {
  return { refuse: parts.log.refuse, answer: (call) => answerQuery(parts, call) };
}

async function answerQuery(
  endpoint: EndpointParts,
  { method, url, headers: sent, body }: FakeCall,
): Promise<{ readonly answer: FakeAnswer; readonly fault: FakeFault | undefined }> {
  const { query, variables } = readBody(body);
  const prepared = prepareQuery(query, variables);
  const operation = "name" in prepared ? prepared.name : "";
  const complexity = "complexity" in prepared ? prepared.complexity : 0;
  const fault = endpoint.faults.next(operation)?.fault;
  const answered = (status: number, body: object, headers: Readonly<Record<string, string>> = {}) => {
    endpoint.log.note({ operation, variables, complexity, status });
    return { answer: respond(endpoint, status, body, { ...endpoint.counter.headers(complexity), ...headers }), fault };
  };
  const refused = (status: number, errors: readonly LinearErrorBody[], reason?: string) => {
    if (reason !== undefined) endpoint.log.refuse(reason);
    return answered(status, { errors });
  };

  if (fault?.type === "status") {
    endpoint.log.note({ operation, variables, complexity, status: fault.status });
    const headers = { "content-type": "application/json; charset=utf-8", ...fault.headers };
    return { answer: { status: fault.status, headers, body: fault.body ?? "" }, fault };
  }
  if (url.pathname !== "/graphql" || method !== "POST") {
    const message = `${method} ${url.pathname} is no endpoint of Linear's.`;
    return refused(404, [errorBody(message, "other", "NOT_FOUND", 404)], message);
  }
  if (!/^application\/json\b/.test(sent["content-type"] ?? "")) {
    const message = "A query is sent as application/json.";
    return refused(400, [errorBody(message, "graphql error", "BAD_REQUEST", 400)], message);
  }
  const stranger = refuseCaller(sent.authorization, endpoint.credentials);
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
  for (const gap of result.gaps) endpoint.log.refuse(gap);
  const errors = [...result.errors, ...(fault?.type === "errors" ? fault.errors : [])];
  const data = fault?.type === "alter" ? fault.alter(result.data as Record<string, unknown>) : result.data;
  return answered(200, { data, ...(errors.length > 0 && { errors }) });
}

function respond(
  endpoint: EndpointParts,
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
