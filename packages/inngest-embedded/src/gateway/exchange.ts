import { isRecord, stringOf } from "../json.ts";
import type { Egress } from "./egress.ts";
import { followRedirects } from "./follow-redirects.ts";
import { GatewayProblem } from "./gateway-problem.ts";
import type { GatewayRequest } from "./gateway-request.ts";
import type { Hop, IncomingResponse } from "./hop.ts";

/** Statuses a Response cannot have with a body. */
const emptyStatuses: readonly number[] = [204, 205, 304];
/** Statuses below 500 after which another attempt may succeed. */
const temporaryStatuses: readonly number[] = [408, 409, 425, 429];
const longestQuote = 300;

/** Makes a step's call and answers what the step returns. Throws `GatewayProblem`, and what the network throws. */
export async function exchange(
  egress: Egress,
  hop: Hop,
  request: GatewayRequest,
  signal: AbortSignal,
): Promise<unknown> {
  const { method, headers, body } = request;
  const first = { url: new URL(request.url), method, headers, body };
  const response = await followRedirects(egress, hop, first, request.kind === "ai", signal);
  return request.kind === "ai" ? readInference(first.url, request, response) : readFetched(request, response);
}

function readFetched({ url }: GatewayRequest, { status, headers, body }: IncomingResponse): unknown {
  const text = emptyStatuses.includes(status) ? null : body.toString("utf8");
  return { url, headers, body: text, status_code: status };
}

function readInference(url: URL, { secret }: GatewayRequest, { status, headers, body }: IncomingResponse): unknown {
  const text = redact(body.toString("utf8"), secret);
  const parsed = parseJson(text);
  if (status < 200 || status > 299) {
    const kind = status >= 500 || temporaryStatuses.includes(status) ? "temporary" : "final";
    const reason = reasonOf(parsed?.value) ?? text;
    throw new GatewayProblem(
      kind,
      `${url.host} answered with status ${status}: ${reason.slice(0, longestQuote)}`,
      headers["retry-after"],
    );
  }
  if (!parsed) throw new GatewayProblem("temporary", `${url.host} answered with something that is not JSON.`);
  return parsed.value;
}

/** Takes a key out of a text that another side wrote. */
export function redact(text: string, secret: string | undefined): string {
  return secret === undefined ? text : text.replaceAll(secret, "[key]").replaceAll(encodeURIComponent(secret), "[key]");
}

/** What providers say in `error.message`, or the like. */
function reasonOf(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined;
  const { error } = value;
  return stringOf(error) ?? stringOf(isRecord(error) ? error.message : undefined) ?? stringOf(value.message);
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
