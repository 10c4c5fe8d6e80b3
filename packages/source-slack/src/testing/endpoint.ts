import type { FakeAnswer } from "./answer.ts";
import type { FakeFault, FakeRequest, FaultRules } from "./faults.ts";
import type { LimitCounter } from "./limits.ts";
import { methods } from "./methods.ts";
import type { FakeState } from "./state.ts";

/** A token the fake takes. */
export interface FakeToken {
  /** The person, or the app's own user. */
  readonly user: string;
  /** Set for an app's token. */
  readonly botId: string | undefined;
  readonly scopes: ReadonlySet<string>;
}

/** What the Web API works with. */
export interface Endpoint {
  readonly state: FakeState;
  readonly tokens: ReadonlyMap<string, FakeToken>;
  readonly faults: FaultRules;
  readonly counter: LimitCounter;
  /** Whether requests a minute are counted, and whether the app is one outside the Marketplace. */
  limits(): { readonly counted: boolean; readonly isLimited: boolean };
  /** Notes every request. */
  note(request: FakeRequest): void;
  /** Notes what Slack would have refused, and what the fake cannot answer. */
  refuse(reason: string): void;
}

/** An HTTP request, read. */
export interface IncomingCall {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
}

/** Answers one request as https://slack.com/api/ would, and says which fault befalls it. */
export function answerCall(
  endpoint: Endpoint,
  incoming: IncomingCall,
): { readonly answer: FakeAnswer; readonly fault: FakeFault | undefined } {
  const name = incoming.path.replace(/^\/api\//, "");
  const isForm = /^application\/x-www-form-urlencoded\b/.test(incoming.contentType ?? "");
  const sent = isForm ? new URLSearchParams(incoming.body) : incoming.query;
  const { token: inBody, ...parameters } = Object.fromEntries(sent);
  const fault = endpoint.faults.next(name);
  const token = (incoming.authorization ?? "").replace(/^Bearer /, "") || (inBody ?? "");
  const caller = endpoint.tokens.get(token);
  const answered = (status: number, body: object, headers: Readonly<Record<string, string>> = {}) => {
    endpoint.note({ method: name, parameters, status });
    const scopes = caller === undefined ? {} : { "x-oauth-scopes": [...caller.scopes].join(",") };
    const all = { "content-type": "application/json; charset=utf-8", ...scopes, ...headers };
    return { answer: { status, headers: all, body: JSON.stringify(body) }, fault };
  };
  const refused = (error: string, more: object = {}) => answered(200, { ok: false, error, ...more });

  if (fault?.type === "status") {
    endpoint.note({ method: name, parameters, status: fault.status });
    return { answer: { status: fault.status, headers: fault.headers ?? {}, body: fault.body ?? "" }, fault };
  }
  if (fault?.type === "error") return refused(fault.error, fault.more);
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!incoming.path.startsWith("/api/") || method === undefined) {
    endpoint.refuse(`The fake knows no method ${incoming.path}.`);
    return refused("unknown_method", { req_method: name });
  }
  if (inBody !== undefined) endpoint.refuse(`${name}: the token belongs into the Authorization header.`);
  if (token === "") return refused("not_authed");
  if (caller === undefined) return refused("invalid_auth");
  const { counted, isLimited } = endpoint.limits();
  const isHistory = name === "conversations.history" || name === "conversations.replies";
  const wait =
    counted || (isLimited && isHistory)
      ? endpoint.counter.take(`${token} ${name}`, isLimited && isHistory ? 1 : method.tier)
      : undefined;
  if (wait !== undefined) {
    return answered(429, { ok: false, error: "ratelimited" }, { "retry-after": String(wait) });
  }
  const parsed = method.parameters.safeParse(parameters);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    endpoint.refuse(`${name}: ${problems.join("; ")}`);
    return refused("invalid_arguments", { response_metadata: { messages: problems.map((one) => `[ERROR] ${one}`) } });
  }
  if (parameters.oldest !== undefined && parameters.latest === undefined) {
    endpoint.refuse(`${name}: which messages come first with oldest and without latest is not documented.`);
  }
  const result = method.run({ state: endpoint.state, caller, isLimited }, parsed.data);
  if ("error" in result) {
    const more = result.needed === undefined ? {} : { needed: result.needed, provided: [...caller.scopes].join(",") };
    return refused(result.error, more);
  }
  const body = { ok: true, ...result.body };
  return answered(200, fault?.type === "alter" ? fault.alter(body) : body);
}
