import type { FakeAnswer, FakeCall, FakeEndpoint, FakeRequestLog, FaultRules } from "@tributary/source-testing/fake";
import type { FakeFault, FakeFaultRule, FakeRequest } from "./faults.ts";
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
export interface EndpointParts {
  readonly state: FakeState;
  readonly tokens: ReadonlyMap<string, FakeToken>;
  readonly faults: FaultRules<FakeFaultRule, string>;
  readonly log: FakeRequestLog<FakeRequest>;
  readonly counter: LimitCounter;
  /** Whether requests a minute are counted, and whether the app is one outside the Marketplace. */
  limits(): { readonly counted: boolean; readonly isLimited: boolean };
}

/** Makes what answers requests as https://slack.com/api/ would, and says which fault befalls each. */
export function createEndpoint(parts: EndpointParts): FakeEndpoint {
  return { refuse: parts.log.refuse, answer: (call) => answerCall(parts, call) };
}

function answerCall(
  endpoint: EndpointParts,
  { url, headers: received, body: form }: FakeCall,
): { readonly answer: FakeAnswer; readonly fault: FakeFault | undefined } {
  const name = url.pathname.replace(/^\/api\//, "");
  const isForm = /^application\/x-www-form-urlencoded\b/.test(received["content-type"] ?? "");
  const sent = isForm ? new URLSearchParams(form) : url.searchParams;
  const { token: inBody, ...parameters } = Object.fromEntries(sent);
  const fault = endpoint.faults.next(name)?.fault;
  const token = (received.authorization ?? "").replace(/^Bearer /, "") || (inBody ?? "");
  const caller = endpoint.tokens.get(token);
  const answered = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) => {
    endpoint.log.note({ method: name, parameters, status });
    const scopes = caller === undefined ? {} : { "x-oauth-scopes": [...caller.scopes].join(",") };
    const all = { "content-type": "application/json; charset=utf-8", ...scopes, ...headers };
    return { answer: { status, headers: all, body: JSON.stringify(body) }, fault };
  };
  const refused = (error: string, more: object = {}) => answered(200, { ok: false, error, ...more });

  if (fault?.type === "status") {
    endpoint.log.note({ method: name, parameters, status: fault.status });
    return { answer: { status: fault.status, headers: fault.headers ?? {}, body: fault.body ?? "" }, fault };
  }
  if (fault?.type === "error") return refused(fault.error, fault.more);
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!url.pathname.startsWith("/api/") || method === undefined) {
    endpoint.log.refuse(`The fake knows no method ${url.pathname}.`);
    return refused("unknown_method", { req_method: name });
  }
  if (inBody !== undefined) endpoint.log.refuse(`${name}: the token belongs into the Authorization header.`);
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
    endpoint.log.refuse(`${name}: ${problems.join("; ")}`);
    return refused("invalid_arguments", { response_metadata: { messages: problems.map((one) => `[ERROR] ${one}`) } });
  }
  if (parameters.oldest !== undefined && parameters.latest === undefined) {
    endpoint.log.refuse(`${name}: which messages come first with oldest and without latest is not documented.`);
  }
  const result = method.run({ state: endpoint.state, caller, isLimited }, parsed.data);
  if ("error" in result) {
    const more = result.needed === undefined ? {} : { needed: result.needed, provided: [...caller.scopes].join(",") };
    return refused(result.error, more);
  }
  const body = { ok: true, ...result.body };
  return answered(200, fault?.type === "alter" ? fault.alter(body) : body);
}
