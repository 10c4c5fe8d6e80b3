import { hashSigningKey, isSame, keysOf, type SigningKeys } from "../driver/signing.ts";
import { replyError } from "./reply.ts";
import type { Gatekeeper } from "./router.ts";

/** Who may call the engine over HTTP. */
export interface GatekeeperOptions {
  readonly signing: SigningKeys | undefined;
  /** The only event keys accepted; any when undefined. */
  readonly eventKeys: readonly string[] | undefined;
  /** Host names by which the server may be called; any when undefined. */
  readonly hosts: ReadonlySet<string> | undefined;
}

const unauthorized = "This needs the header Authorization: Bearer <the SHA-256 hash of the engine's signing key>.";

/**
 * Makes the check every request over HTTP passes. Without a signing key, a web page could reach the engine under a name
 * that leads to this machine (DNS rebinding) or from a foreign origin; both are refused.
 */
export function createGatekeeper({ signing, eventKeys, hosts }: GatekeeperOptions): Gatekeeper {
  const bearers = signing ? keysOf(signing).map((key) => `Bearer ${hashSigningKey(key)}`) : [];

  return (request, access, parameters) => {
    if (hosts) {
      const host = hostOf(`http://${request.header("host") ?? ""}`);
      if (host === undefined || !hosts.has(host)) {
        return replyError(403, `This engine is not served under the name "${request.header("host") ?? ""}".`);
      }
      const origin = request.header("origin");
      const originHost = origin === null ? undefined : hostOf(origin);
      // A token is a permission given to a page, wherever that comes from.
      const isForeign = origin !== null && (originHost === undefined || !hosts.has(originHost));
      if (isForeign && access !== "token") {
        return replyError(403, `Pages of ${origin} may not call this engine.`);
      }
    }
    if (access === "event-key") {
      const [key = ""] = parameters;
      if (!eventKeys || eventKeys.some((known) => isSame(known, key))) return undefined;
      return replyError(401, "The event key in the path is not one of this engine's.");
    }
    if (access !== undefined || !signing) return undefined;
    const authorization = request.header("authorization") ?? "";
    return bearers.some((bearer) => isSame(bearer, authorization)) ? undefined : replyError(401, unauthorized);
  };
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}
