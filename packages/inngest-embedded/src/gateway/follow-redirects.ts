import type { Egress } from "./egress.ts";
import { GatewayProblem } from "./gateway-problem.ts";
import type { Hop, IncomingResponse, OutgoingRequest } from "./hop.ts";

const mostRedirects = 10;
const redirects: readonly number[] = [301, 302, 303, 307, 308];
/** Headers that another origin must not see. */
const secretHeaders = ["authorization", "cookie", "proxy-authorization", "x-api-key", "x-goog-api-key", "api-key"];

/**
 * Makes a request and follows its redirects as browsers do, each checked against the allow-list first. A request that
 * carries a key of its own (`sameOriginOnly`) is not taken to another origin.
 */
export async function followRedirects(
  egress: Egress,
  hop: Hop,
  first: OutgoingRequest,
  sameOriginOnly: boolean,
  signal: AbortSignal,
): Promise<IncomingResponse> {
  let request = first;
  for (let count = 0; count <= mostRedirects; count += 1) {
    egress.requireAllowed(request.url);
    const response = await hop(request, signal);
    const { location } = response.headers;
    if (location === undefined || !redirects.includes(response.status)) return response;
    if (!URL.canParse(location, request.url.href)) {
      throw new GatewayProblem("final", `${request.url.host} redirects to something that is no address.`);
    }
    const target = new URL(location, request.url);
    if (sameOriginOnly && target.origin !== request.url.origin) {
      throw new GatewayProblem("final", `${request.url.host} redirects to ${target.host}, which must not see the key.`);
    }
    request = redirect(request, target, response.status);
  }
  throw new GatewayProblem("final", `${first.url.host} redirects more than ${mostRedirects} times.`);
}

function redirect(request: OutgoingRequest, url: URL, status: number): OutgoingRequest {
  const { method } = request;
  const toGet = (status === 303 && method !== "HEAD") || ((status === 301 || status === 302) && method === "POST");
  const dropped = [
    ...(toGet ? ["content-type", "content-length", "content-encoding", "content-language"] : []),
    ...(url.origin === request.url.origin ? [] : [...secretHeaders, "host"]),
  ];
  const headers = Object.entries(request.headers).filter(([name]) => !dropped.includes(name.toLowerCase()));
  return {
    url,
    method: toGet ? "GET" : method,
    headers: Object.fromEntries(headers),
    body: toGet ? undefined : request.body,
  };
}
