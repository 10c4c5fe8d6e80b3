import { createHmac, timingSafeEqual } from "node:crypto";
import { isRecord } from "../json.ts";

/** What a token allows: to read the output of a run, or to listen to a channel. */
export type TokenClaims =
  | { readonly kind: "output"; readonly runId: string }
  /** `topics` undefined means all of the channel. */
  | { readonly kind: "subscribe"; readonly channel: string; readonly topics: readonly string[] | undefined };

/** Issues and checks tokens. */
export interface Tokens {
  /** Makes a token that is good for `lifeMs` milliseconds. */
  issue(claims: TokenClaims, lifeMs: number): string;
  /** What the token allows; undefined when it is forged, damaged or too old. */
  read(token: string | null): TokenClaims | undefined;
}

/** Makes tokens signed (HMAC-SHA256) with a secret: whoever knows it can check them, and nobody else can make them. */
export function createTokens(secret: Buffer, now: () => number): Tokens {
  const sign = (payload: string): Buffer => createHmac("sha256", secret).update(payload).digest();

  return {
    issue(claims, lifeMs) {
      const payload = Buffer.from(JSON.stringify({ ...claims, until: now() + lifeMs })).toString("base64url");
      return `${payload}.${sign(payload).toString("base64url")}`;
    },
    read(token) {
      const [payload = "", signature = ""] = token?.split(".") ?? [];
      const given = Buffer.from(signature, "base64url");
      const expected = sign(payload);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
      if (!isRecord(claims) || typeof claims.until !== "number" || claims.until <= now()) return undefined;
      const { until: _until, ...rest } = claims;
      return rest as TokenClaims;
    },
  };
}
