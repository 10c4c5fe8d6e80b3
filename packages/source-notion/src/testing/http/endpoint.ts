import {
  createRouteFinder,
  type FakeAnswer,
  type FakeCall,
  type FakeRequestLog,
  type FaultRules,
  type UsageWindow,
} from "@tributary/source-testing/fake";
import type { FakeFault, FakeFaultRule, FakeRequest } from "./faults.ts";
import type { FakeCapability, Route, RouteContext } from "./route.ts";
import { routes } from "./routes.ts";

/** The version the fake speaks; others are refused. */
const VERSION = "2026-03-11";

/** What the endpoint works with. */
export interface EndpointParts {
  readonly context: RouteContext;
  readonly token: () => string;
  readonly faults: FaultRules<FakeFaultRule, string>;
  readonly log: FakeRequestLog<FakeRequest>;
  /** The requests of the present minute (developers.notion.com/reference/request-limits). */
  readonly minute: UsageWindow;
  limit(): number;
  lacks(capability: FakeCapability): boolean;
}

/** Answers requests. */
export interface Endpoint {
  answer(request: FakeCall): { readonly answer: FakeAnswer; readonly fault: FakeFault | undefined };
  /** Notes what Notion would have refused, and what the fake cannot answer. */
  refuse(reason: string): void;
}

interface Result {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Makes what answers requests as https://api.notion.com would, and says which fault befalls each. */
export function createEndpoint(parts: EndpointParts): Endpoint {
  const { context, faults, minute, log } = parts;
  const { note, refuse } = log;

  function run({ method, headers, url, body }: FakeCall, route: Route, ids: readonly string[]): Result {
    const place = `${method} ${route.route}`;
    if (headers["notion-version"] !== VERSION) {
      refuse(`${place} with the version ${headers["notion-version"]}`);
      return problem(400, "missing_version", "Notion-Version header failed validation");
    }
    if (headers.authorization !== `Bearer ${parts.token()}`)
      return problem(401, "unauthorized", "API token is invalid.");
    if (minute.used() >= parts.limit()) {
      const wait = Math.max(1, Math.ceil((minute.endsAt() - context.now()) / 1_000));
      const more = { additional_data: { rate_limit_reason: "public_api_request_rate_limit" } };
      return {
        ...problem(429, "rate_limited", "You have been rate limited.", more),
        headers: { "retry-after": String(wait) },
      };
    }
    minute.add(1);
    if (route.capability !== undefined && parts.lacks(route.capability)) {
      return problem(403, "restricted_resource", "Insufficient permissions for this endpoint.");
    }
    const query = route.query.safeParse(Object.fromEntries(url.searchParams));
    const given = route.body === undefined ? query : route.body.safeParse(readJson(body));
    for (const checked of [query, given]) {
      if (checked.success) continue;
      refuse(
        `${place}: ${checked.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")}`,
      );
      return problem(400, "validation_error", "body failed validation.");
    }
    if (route.body === undefined && body !== "") refuse(`${place} with a body`);
    const answered = route.answer(context, ids, given.data ?? {});
    if (!("problem" in answered)) return { status: 200, body: answered.body };
    const { status, code, message } = answered.problem;
    return problem(status, code, message);
  }

  return {
    refuse,
    answer(request) {
      const found = findRoute(request);
      const name = found?.route.route ?? request.url.pathname;
      const fault = faults.next(name)?.fault;
      const query = Object.fromEntries(request.url.searchParams);
      const noted = {
        method: request.method,
        route: name,
        path: request.url.pathname,
        query,
        body: readJson(request.body),
      };
      if (fault?.type === "status") {
        note({ ...noted, status: fault.status });
        const headers = { "content-type": "application/json; charset=utf-8", ...fault.headers };
        return { answer: { status: fault.status, headers, body: fault.body ?? "" }, fault };
      }
      if (found === undefined) refuse(`${request.method} ${request.url.pathname} is no route the fake knows`);
      const result =
        found === undefined
          ? problem(400, "invalid_request_url", "Invalid request URL.")
          : run(request, found.route, found.ids);
      note({ ...noted, status: result.status });
      const isAltered = fault?.type === "alter" && result.status < 300;
      const shown = isAltered ? fault.alter(result.body as Record<string, unknown>) : result.body;
      const headers = { "content-type": "application/json; charset=utf-8", ...result.headers };
      return { answer: { status: result.status, headers, body: JSON.stringify(shown) }, fault };
    },
  };
}

const findRoute = createRouteFinder(routes);

function readJson(body: string): unknown {
  if (body === "") return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function problem(status: number, code: string, message: string, more: object = {}): Result {
  return {
    status,
    body: { object: "error", status, code, message, ...more, request_id: "00000000-0000-4000-8000-000000000000" },
  };
}
