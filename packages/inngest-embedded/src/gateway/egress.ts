import { isIP } from "node:net";
import { EmbeddedInngestError } from "../errors.ts";
import { limits } from "../limits.ts";
import { isPublicAddress } from "./addresses.ts";
import { GatewayProblem } from "./gateway-problem.ts";

/** Where the engine may call for `step.fetch` and `step.ai.infer`, and how. Nowhere unless given. */
export interface EgressOptions {
  /** Hosts: `"api.example.com"`, `"*.example.com"` (its subdomains), `"example.com:8443"` (this port only), `"*"` (any host). */
  readonly allow: readonly string[];
  /** True also permits private, loopback, link-local and metadata addresses. */
  readonly allowPrivate?: boolean;
  /** Makes the calls instead of `node:http`; it then decides which address a name leads to. */
  readonly fetch?: typeof globalThis.fetch;
  /** How long one attempt may take with all its redirects, in milliseconds; 300,000 unless given. */
  readonly timeoutMs?: number;
  /** Largest answer, in bytes; 4 MB (the most a step may hold) unless given. */
  readonly maxBytes?: number;
}

/** Egress options, checked and complete. */
export interface Egress {
  readonly allowPrivate: boolean;
  readonly fetch: typeof globalThis.fetch | undefined;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** Throws a final `GatewayProblem` unless the address may be called. Names are resolved and checked when connecting. */
  requireAllowed(url: URL): void;
}

const defaultTimeoutMs = 5 * 60_000;
const hostPattern = /^(\*|(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])(:\d+)?$/;

function requirePositive(name: string, value: number, most: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new EmbeddedInngestError("invalid-option", `egress.${name} must be a whole number from 1 to ${most}.`);
}

function matches(entry: string, url: URL): boolean {
  const [, name = "", port] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  const actualPort = url.port === "" ? (url.protocol === "https:" ? "443" : "80") : url.port;
  if (port !== undefined && port !== actualPort) return false;
  if (name === "*") return true;
  // A trailing dot names the same host.
  const host = url.hostname.replace(/\.$/, "");
  return name.startsWith("*.") ? host.endsWith(name.slice(1)) : host === name;
}

/** Checks the option. Throws `invalid-option`. */
export function resolveEgress(options: EgressOptions | undefined): Egress {
  const entries = (options?.allow ?? []).map((entry) => entry.toLowerCase());
  for (const entry of entries) {
    if (hostPattern.test(entry)) continue;
    throw new EmbeddedInngestError(
      "invalid-option",
      `egress.allow: "${entry}" is no host. Give "api.example.com", "*.example.com", "example.com:8443" or "*"; no scheme and no path.`,
    );
  }
  const allowPrivate = options?.allowPrivate ?? false;
  return {
    allowPrivate,
    fetch: options?.fetch,
    timeoutMs: requirePositive("timeoutMs", options?.timeoutMs ?? defaultTimeoutMs, limits.callMs),
    maxBytes: requirePositive("maxBytes", options?.maxBytes ?? limits.stepOutputBytes, limits.stepOutputBytes),
    requireAllowed(url) {
      if (url.protocol !== "https:" && url.protocol !== "http:") {
        throw new GatewayProblem("final", `Only http and https can be called, not "${url.protocol}".`);
      }
      if (url.username !== "" || url.password !== "") {
        throw new GatewayProblem(
          "final",
          `The address on ${url.hostname} holds a name or password: send them in a header.`,
        );
      }
      if (!entries.some((entry) => matches(entry, url))) {
        throw new GatewayProblem(
          "final",
          `The engine may not call ${url.host}. Add it to the option egress.allow of createEmbeddedInngest.`,
        );
      }
      const address = url.hostname.replace(/^\[|\]$/g, "");
      if (!allowPrivate && isIP(address) !== 0) requirePublic(url.hostname, address);
    },
  };
}

/** Throws a final `GatewayProblem` for an address that is not on the public internet. */
export function requirePublic(host: string, address: string): void {
  if (isPublicAddress(address)) return;
  throw new GatewayProblem(
    "final",
    `${host} leads to a private or reserved address. Set the option egress.allowPrivate to call such addresses.`,
  );
}
