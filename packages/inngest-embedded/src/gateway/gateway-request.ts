import type { Operation } from "../driver/operation.ts";
import { isRecord, stringOf } from "../json.ts";

/** A call the engine makes for a step, as kept until it is answered. It may hold secrets: it is neither shown nor logged. */
export interface GatewayRequest {
  /** `fetch` answers with whatever came back; `ai` wants JSON and a status that says success. */
  readonly kind: "fetch" | "ai";
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** A key that must not appear in results or errors. */
  readonly secret?: string;
}

/** A request, or what is wrong with the step's options. */
export type ReadRequest = { readonly request: GatewayRequest } | { readonly problem: string };

const methodPattern = /^[A-Z]+$/;
/** Methods that `fetch` does not make either. */
const closedMethods: readonly string[] = ["CONNECT", "TRACE", "TRACK"];
const bodilessMethods: readonly string[] = ["GET", "HEAD"];
/** Headers about the connection, which is the engine's: `host` would ask for another site than the one that is allowed. */
const connectionHeaders: readonly string[] = [
  "host",
  "connection",
  "content-length",
  "transfer-encoding",
  "keep-alive",
  "upgrade",
  "expect",
  "te",
  "trailer",
  "accept-encoding",
];
const versionOfAnthropic = "2023-06-01";

/** Reads what `step.fetch` and `step.ai.infer` ask for. */
export function readGatewayRequest({ op, options }: Operation): ReadRequest {
  const url = stringOf(options.url) ?? "";
  if (!URL.canParse(url)) return { problem: "its address is not a complete URL." };
  const headers = isRecord(options.headers) ? readHeaders(options.headers) : {};
  if (op === "AIGateway") return readInference(url, headers, options);
  const method = (stringOf(options.method) ?? "GET").toUpperCase();
  if (!methodPattern.test(method) || closedMethods.includes(method))
    return { problem: `"${method}" is no method it can use.` };
  const body = options.body ?? undefined;
  if (body !== undefined && typeof body !== "string") {
    return { problem: "its body must be a text: other bodies do not survive the way to the engine." };
  }
  if (body !== undefined && bodilessMethods.includes(method)) return { problem: `a ${method} request has no body.` };
  return { request: { kind: "fetch", url, method, headers, body } };
}

function readHeaders(record: Readonly<Record<string, unknown>>): Record<string, string> {
  const entries = Object.entries(record).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  return Object.fromEntries(entries.filter(([name]) => !connectionHeaders.includes(name)));
}

function readInference(
  url: string,
  headers: Readonly<Record<string, string>>,
  options: Readonly<Record<string, unknown>>,
): ReadRequest {
  const secret = stringOf(options.auth_key) ?? "";
  const { "api-key": azureKey } = headers;
  const body = JSON.stringify(options.body ?? {});
  const added =
    secret === "" || azureKey !== undefined ? {} : keyHeaders(stringOf(options.format) ?? "", secret, new URL(url));
  return {
    request: {
      kind: "ai",
      url,
      method: "POST",
      headers: { ...added, ...headers, "content-type": "application/json" },
      body,
      ...(secret === "" ? {} : { secret }),
    },
  };
}

/** How each provider wants its key. */
function keyHeaders(format: string, key: string, url: URL): Record<string, string> {
  if (format === "anthropic") return { "x-api-key": key, "anthropic-version": versionOfAnthropic };
  // The SDK writes Gemini's key into the address itself.
  if (format === "gemini") return url.searchParams.has("key") ? {} : { "x-goog-api-key": key };
  if (format === "azure-openai") return { "api-key": key };
  return { authorization: `Bearer ${key}` };
}
