import type { MiddlewareHandler } from "hono";
import type { Env } from "../env/env.ts";
import { ApiError } from "../error-answers.ts";
import { connectedAddress } from "./caller.ts";

const loopbackAddress = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/;

/** Whether an address belongs to this machine alone. */
export function isLoopbackAddress(address: string): boolean {
  return loopbackAddress.test(address);
}

/** Whether a host name, as an address has it, can only mean this machine: no web page can be served under such a name from elsewhere. */
export function isLoopbackHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, "").toLowerCase();
  return bare === "localhost" || bare.endsWith(".localhost") || isLoopbackAddress(bare);
}

/** What is checked by a signature instead, or says nothing. */
const open = ["/webhooks", "/api/inngest", "/healthz"];

/**
 * Answers 421 to requests for another host than the console's own. A web page can have its own name point at this machine
 * (DNS rebinding) and then counts as of the same origin; the name in the request gives it away.
 */
export function checkHosts(env: Pick<Env, "host" | "allowedHosts" | "outlets">): MiddlewareHandler {
  const { host, allowedHosts, outlets } = env;
  const named = new Set([host.toLowerCase(), `[${host.toLowerCase()}]`, ...(allowedHosts ?? [])]);
  if (outlets.publicUrl !== undefined) named.add(new URL(outlets.publicUrl).hostname);
  const takesAny = allowedHosts === undefined && !isLoopbackHost(host);
  return async (context, next) => {
    const { hostname } = new URL(context.req.url);
    const isOpen = open.some((path) => context.req.path === path || context.req.path.startsWith(`${path}/`));
    const isWithin = connectedAddress(context) === undefined;
    if (!(takesAny || isOpen || isWithin || isLoopbackHost(hostname) || named.has(hostname))) {
      const way = "set TRIBUTARY_PUBLIC_URL to the address people use, or name the host in TRIBUTARY_ALLOWED_HOSTS";
      throw new ApiError(421, "unknown-host", `The console does not answer as ${hostname}. Where it should: ${way}.`);
    }
    await next();
  };
}
