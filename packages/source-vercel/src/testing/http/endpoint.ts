import {
  createRouteFinder,
  type FakeAnswer,
  type FakeCall,
  type FakeEndpoint,
  type FakeRequestLog,
  type FaultRules,
} from "@tributary/source-testing/fake";
import type { FakeFaultRule, FakeRequest } from "./faults.ts";
import type { LimitCounter } from "./limits.ts";
import { type Route, type RouteContext, type RouteProblem, routes } from "./routes.ts";

/** What the endpoint works with. */
export interface EndpointParts {
  readonly context: RouteContext;
  readonly token: string;
  readonly faults: FaultRules<FakeFaultRule, string>;
  readonly log: FakeRequestLog<FakeRequest>;
  readonly counter: LimitCounter;
  now(): number;
  /** Whether the token's owner is no longer in the team. */
  isTeamLost(): boolean;
  isForbidden(route: string): boolean;
}

/** Makes what answers requests as https://api.vercel.com would, and says which fault befalls each. */
export function createEndpoint(parts: EndpointParts): FakeEndpoint {
  const { context, faults, counter, log } = parts;
  const { note, refuse } = log;

  function run(request: FakeCall, route: Route, ids: readonly string[]) {
    const query = Object.fromEntries(request.url.searchParams);
    const place = `${request.method} ${route.route}`;
    if (route.signedIn !== false) {
      if (request.headers.authorization === undefined)
        return problem(401, "unauthorized", "The request is missing an authentication token");
      if (request.headers.authorization !== `Bearer ${parts.token}`) {
        return problem(403, "forbidden", "Not authorized", { invalidToken: true });
      }
    }
    const checked = route.query.safeParse(query);
    if (!checked.success) {
      const why = checked.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
      refuse(`${place} with a query Vercel does not take: ${why}`);
      return problem(400, "bad_request", "Invalid request: should NOT have additional property");
    }
    if (route.ofTeam !== false && query.teamId === undefined) refuse(`${place} without a team`);
    const isOther = route.ofTeam !== false && query.teamId !== context.team.id;
    const isAboutTeam = route.ofTeam !== false || route.route === "/v2/teams/{}";
    if (isOther || (isAboutTeam && parts.isTeamLost())) {
      return problem(403, "forbidden", "Not authorized: Trying to access resource under another scope.");
    }
    if (parts.isForbidden(route.route)) return problem(403, "forbidden", "You don't have permission to access this.");
    if (!counter.take(route.route)) {
      return problem(429, "rate_limited", "Rate limit exceeded", { limit: counter.state(route.route) });
    }
    const answered = route.answer(context, ids, checked.data);
    return "problem" in answered ? failed(answered.problem) : { status: answered.status ?? 200, body: answered.body };
  }

  return {
    refuse,
    answer(request) {
      const found = findRoute(request);
      const name = found?.route.route ?? request.url.pathname;
      const fault = faults.next(name)?.fault;
      const query = Object.fromEntries(request.url.searchParams);
      const noted = { method: request.method, route: name, path: request.url.pathname, query };
      if (fault?.type === "status") {
        note({ ...noted, status: fault.status });
        const headers = { "content-type": "application/json; charset=utf-8", ...fault.headers };
        return { answer: { status: fault.status, headers, body: fault.body ?? "" }, fault };
      }
      if (found === undefined) refuse(`${request.method} ${request.url.pathname} is no route the fake knows`);
      const { status, body } =
        found === undefined
          ? problem(404, "not_found", "The page could not be found")
          : run(request, found.route, found.ids);
      note({ ...noted, status });
      const shown = fault?.type === "alter" && status < 300 ? fault.alter(body as Record<string, unknown>) : body;
      return { answer: respond(status, shown, found === undefined ? {} : counter.headers(name)), fault };
    },
  };

  function respond(status: number, body: unknown, headers: Readonly<Record<string, string>>): FakeAnswer {
    const date = new Date(parts.now()).toUTCString();
    return {
      status,
      headers: { "content-type": "application/json; charset=utf-8", date, ...headers },
      body: JSON.stringify(body),
    };
  }
}

const findRoute = createRouteFinder(routes);

function failed({ status, code, message }: RouteProblem) {
  return problem(status, code, message);
}

function problem(status: number, code: string, message: string, more: object = {}) {
  return { status, body: { error: { code, message, ...more } } };
}
