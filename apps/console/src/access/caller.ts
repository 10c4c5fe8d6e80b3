import type { Context } from "hono";
import type { Env } from "../env/env.ts";

/** What is known of whoever sent a request, beside the request. */
export interface Caller {
  /** The console's address as the caller wrote it: scheme, host and port. */
  readonly origin: string;
  /** Whether nobody on the way can read along. */
  readonly isSecure: boolean;
  readonly port: number;
  /** Address the connection comes from, or the one a trusted proxy names; undefined for calls within this process. */
  readonly address: string | undefined;
}

/** What settings say of the way to the console. */
export type WaySettings = Pick<Env, "trustsProxy" | "outlets">;

/** Says who sent a request. Headers of proxies count only where they are trusted; TRIBUTARY_PUBLIC_URL says the scheme of its host. */
export function callerOf(context: Context, { trustsProxy, outlets }: WaySettings): Caller {
  const url = new URL(context.req.url);
  const forwarded = (name: string) =>
    trustsProxy ? context.req.header(name)?.split(",").at(-1)?.trim() || undefined : undefined;
  const { publicUrl } = outlets;
  const known = publicUrl === undefined ? undefined : new URL(publicUrl);
  const declared = known?.host === url.host ? known.protocol.slice(0, -1) : undefined;
  const scheme = forwarded("x-forwarded-proto") ?? declared ?? url.protocol.slice(0, -1);
  const isSecure = scheme === "https";
  return {
    origin: `${isSecure ? "https" : "http"}://${url.host}`,
    isSecure,
    port: Number(url.port) || (isSecure ? 443 : 80),
    address: forwarded("x-forwarded-for") ?? connectedAddress(context),
  };
}

/** Address the connection comes from; undefined for calls within this process. */
export function connectedAddress(context: Context): string | undefined {
  const { incoming } = (context.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  // A connection that has ended has no address any more; it is still none of this process.
  return incoming === undefined ? undefined : (incoming.socket?.remoteAddress ?? "unknown");
}
