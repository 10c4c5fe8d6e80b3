import { messageOf } from "../errors.ts";
import { isRecord, numberOf, stringOf } from "../json.ts";
import type { ExchangeResult, Exchanger } from "./exchange.ts";
import type { SdkHandler, SdkRequest, SdkResponse } from "./sdk-handler.ts";
import { canonicalJson, isSigned, type SigningKeys, sign } from "./signing.ts";

/** Where an app is, and how to talk to it. */
export interface HttpHandlerOptions {
  readonly url: string;
  readonly exchange: Exchanger;
  /** Signs every call, and demands that every answer is signed. */
  readonly signing: SigningKeys | undefined;
}

/** The SDK's answer to a call it cannot verify; it comes without any other sign of the SDK. */
const unauthorized = 401;
const streaming = 201;

/** Calls one app's functions over HTTP. Rejects with a sentence when it cannot be reached or its answer is not to be trusted. */
export function createHttpHandler({ url, exchange, signing }: HttpHandlerOptions): SdkHandler {
  // Without a password or a query it may hold.
  const shown = new URL(url).origin + new URL(url).pathname;

  async function send(request: SdkRequest, key: string | undefined): Promise<SdkResponse> {
    const target = new URL(url);
    for (const [name, value] of new URL(request.path, url).searchParams) target.searchParams.set(name, value);
    const body = key === undefined ? JSON.stringify(request.body) : canonicalJson(request.body);
    const headers = {
      ...request.headers,
      ...(key === undefined ? {} : { "x-inngest-signature": sign(body, key), "x-inngest-server-kind": "cloud" }),
    };
    try {
      return await exchange({ method: request.method, url: target, headers, body });
    } catch (error) {
      throw new Error(`The app at ${shown} cannot be reached: ${reasonOf(error)}.`, { cause: error });
    }
  }

  return async (request) => {
    let response = await send(request, signing?.current);
    // While keys are changed the app may know only the old one.
    if (response.status === unauthorized && signing?.fallback !== undefined) {
      response = await send(request, signing.fallback);
    }
    if (response.status === unauthorized) {
      const remedy = signing ? "Give both the same signing key" : "Set isDev, or give the engine its signing key";
      throw new Error(`The app at ${shown} does not trust the engine (status ${unauthorized}). ${remedy}.`);
    }
    const answer = unwrap(response);
    if (signing && needsSignature(answer) && !isSigned(answer.body, answer.headers["x-inngest-signature"], signing)) {
      throw new Error(`The answer of the app at ${shown} is not signed with this engine's signing key.`);
    }
    return answer;
  };
}

function reasonOf(error: unknown): string {
  // A name with several addresses fails with one error for each.
  const causes = error instanceof AggregateError ? error.errors : [error];
  return causes.map(messageOf).join("; ") || "no reason given";
}

/** What only leads to another attempt needs none: before it knows the key, the SDK cannot sign. */
export function needsSignature({ status, headers }: SdkResponse): boolean {
  if (headers["x-inngest-sdk"] === undefined) return false;
  return status < 500 || headers["x-inngest-no-retry"] === "true";
}

/** Reads the answer out of a streaming one: white space to keep the connection alive, then status, headers and body as JSON. */
function unwrap(response: ExchangeResult): SdkResponse {
  if (response.status !== streaming) return response;
  const inner = parse(response.body);
  const status = numberOf(inner.status);
  if (status === undefined) throw new Error("The app's streaming answer broke off before its result.");
  const headers = isRecord(inner.headers)
    ? Object.entries(inner.headers).map(([name, value]) => [name.toLowerCase(), String(value)])
    : [];
  return {
    status,
    headers: { ...response.headers, ...Object.fromEntries(headers) },
    body: stringOf(inner.body) ?? JSON.stringify(inner.body) ?? "null",
  };
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}
