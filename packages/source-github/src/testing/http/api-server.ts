import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Caller, identify } from "../auth/caller.ts";
import type { World } from "../state/world.ts";
import { type Answer, GitHubError } from "./answer.ts";
import type { Call } from "./call.ts";
import { answerCall, matchRoute } from "./dispatch.ts";
import { disturb, readBody } from "./exchange.ts";
import { type Faults, withoutItems } from "./faults.ts";
import type { FakeLimits } from "./limits.ts";
import { type RateLimits, type RateResource, rateHeaders } from "./rate-limits.ts";
import type { RequestLog } from "./request-log.ts";
import type { Route } from "./route.ts";
import { isUnchanged, render, send } from "./send.ts";

/** What the API's server works with. */
export interface ApiServerParts {
  readonly world: World;
  readonly limits: FakeLimits;
  readonly rates: RateLimits;
  readonly routes: readonly Route[];
  readonly log: RequestLog;
  readonly faults: Faults;
  /** Requests the fake refused because GitHub knows no such endpoint, parameter or field. */
  readonly refusals: string[];
  latency(): number;
  archiveUrl(): string;
}

const versions = new Set(["2022-11-28", "2026-03-10"]);

/** Answers one request to the API and writes it into the log. */
export async function handleApi(
  parts: ApiServerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const started = performance.now();
  const body = await readBody(request);
  const method = request.method ?? "GET";
  const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
  const enterprise = url.pathname.startsWith("/api/v3");
  const path = url.pathname.replace(/^\/api(?:\/v3(?=\/|$)|(?=\/graphql$))/, "") || "/";
  const resource: RateResource = path === "/graphql" ? "graphql" : "core";
  const matched = resource === "graphql" ? null : matchRoute(parts.world, parts.routes, method, path);
  const endpoint = resource === "graphql" ? "/graphql" : (matched?.route.template ?? null);
  let caller: Caller = { type: "anonymous" };
  let cost = 0;
  let operation: string | undefined;
  let leave = () => {};

  async function answer(): Promise<Answer | null> {
    caller = identify(parts.world, request.headers.authorization);
    leave = parts.rates.enter(caller, resource, method !== "GET" && resource === "core");
    const disturbed = await disturb(
      { latency: parts.latency(), faults: parts.faults, now: parts.world.clock.now },
      { method, path: path + url.search, body: body.toString() },
      response,
    );
    if (disturbed.answered) return null;
    checkHeaders(request);
    const apiUrl = `${url.origin}${enterprise ? "/api/v3" : ""}`;
    const call: Call = {
      world: parts.world,
      limits: parts.limits,
      method,
      path,
      linkPath: matched?.linkPath ?? path,
      query: url.searchParams,
      headers: request.headers,
      body,
      caller,
      parameters: matched?.parameters ?? {},
      apiUrl,
      archiveUrl: parts.archiveUrl(),
    };
    if (resource === "graphql") {
      // Loaded with the first query: most of what there is to load serves GraphQL alone.
      const { runGraphql } = await import("../graphql/endpoint.ts");
      const result = await runGraphql(call, parts.rates, disturbed.emptyList);
      cost = result.cost;
      operation = result.operation;
      parts.refusals.push(...result.refusals);
      return result.answer;
    }
    if (matched === null) {
      throw new GitHubError(501, `Refused by the fake: it does not serve ${method} ${path}.`);
    }
    if (endpoint !== "/rate_limit") parts.rates.spend(caller, "core", 0);
    const given = await answerCall(matched, call);
    return disturbed.emptyList ? { ...given, body: withoutItems(given.body) } : given;
  }

  const rendered = await answer()
    .then((given) => given && render(given))
    .catch((error: unknown) => render(errorAnswer(error)));
  const finish = (status: number, bytes: number) => {
    leave();
    const milliseconds = performance.now() - started;
    const shown = {
      method,
      path: path + url.search,
      endpoint,
      server: "api" as const,
      status,
      bytes,
      cost,
      milliseconds,
    };
    parts.log.add(operation === undefined ? shown : { ...shown, operation });
  };
  if (rendered === null) {
    const status = response.statusCode;
    if (response.writableEnded) return finish(status, 0);
    response.once("close", () => finish(0, 0));
    return;
  }

  const text = rendered.bytes instanceof Buffer && rendered.status >= 400 ? rendered.bytes.toString() : "";
  if (text.includes("Refused by the fake")) parts.refusals.push(JSON.parse(text).message);
  const unchanged = isUnchanged(rendered, request.headers["if-none-match"]);
  const counts = resource === "core" && endpoint !== "/rate_limit" && !unchanged && rendered.status !== 401;
  if (counts && parts.rates.state(caller, "core").remaining > 0) {
    cost = 1;
    parts.rates.spend(caller, "core", 1);
  }
  const headers = {
    ...commonHeaders(parts.world, caller),
    ...(rendered.status !== 401 && rateHeaders(parts.rates.state(caller, resource))),
    ...(matched !== null && matched.route.permissions.length > 0 && acceptedPermissions(matched.route)),
    ...rendered.headers,
  };
  if (unchanged) {
    const { "content-type": _, ...kept } = headers as Record<string, string>;
    const bytes = await send(response, { status: 304, headers: kept, bytes: Buffer.alloc(0) });
    return finish(304, bytes);
  }
  finish(rendered.status, await send(response, { ...rendered, headers }));
}

function checkHeaders(request: IncomingMessage): void {
  const agent = request.headers["user-agent"];
  if (agent === undefined || agent === "") {
    throw new GitHubError(
      403,
      "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.",
    );
  }
  const version = request.headers["x-github-api-version"];
  if (version !== undefined && !versions.has(String(version))) {
    throw new GitHubError(400, `"${version}" is not a valid value for the "X-GitHub-Api-Version" header.`);
  }
}

function errorAnswer(error: unknown): Answer {
  if (error instanceof GitHubError) {
    const documentation_url = "https://docs.github.com/rest";
    const body = { message: error.message, documentation_url, status: String(error.status), ...error.details };
    return { status: error.status, body, headers: error.headers };
  }
  const message = `Refused by the fake, which failed: ${error instanceof Error ? error.stack : String(error)}`;
  return { status: 500, body: { message } };
}

function commonHeaders(world: World, caller: Caller): Record<string, string> {
  const scopes: Record<string, string> =
    caller.type === "token" && caller.token.kind === "classic"
      ? { "x-oauth-scopes": caller.token.scopes.join(", ") }
      : {};
  const expiresAt = caller.type === "token" && caller.token.installation === null ? caller.token.expiresAt : null;
  const expiry: Record<string, string> =
    expiresAt === null
      ? {}
      : {
          "github-authentication-token-expiration": `${new Date(expiresAt).toISOString().slice(0, 19).replace("T", " ")} UTC`,
        };
  return {
    date: new Date(world.clock.now()).toUTCString(),
    "x-github-media-type": "github.v3; format=json",
    "x-github-api-version-selected": "2022-11-28",
    "x-github-request-id": randomUUID(),
    "cache-control": "private, max-age=60, s-maxage=60",
    vary: "Accept, Authorization, Cookie, X-GitHub-OTP,Accept-Encoding, Accept, X-Requested-With",
    ...scopes,
    ...expiry,
  };
}

function acceptedPermissions(route: Route): Record<string, string> {
  return { "x-accepted-github-permissions": route.permissions.map((one) => `${one}=read`).join("; ") };
}
