import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { callerOf, type WaySettings } from "./caller.ts";

/** How long a browser stays signed in after it last opened the dashboard, in seconds: 30 days. */
const LIFE_SECONDS = 30 * 24 * 3_600;

/** The key in the cookie of a request; undefined when it has none. */
export function readSessionCookie(context: Context, settings: WaySettings): string | undefined {
  return getCookie(context, placeOf(context, settings).name);
}

/** Has the browser keep a key, unreadable for scripts and never sent along by other sites. */
export function keepSession(context: Context, settings: WaySettings, key: string): void {
  const { name, ...attributes } = placeOf(context, settings);
  setCookie(context, name, key, { ...attributes, maxAge: LIFE_SECONDS });
}

/** Has the browser forget it. */
export function endSession(context: Context, settings: WaySettings): void {
  const { name, ...attributes } = placeOf(context, settings);
  setCookie(context, name, "", { ...attributes, maxAge: 0 });
}

/** Cookies are shared by the ports of a host: the name holds the port, so that two consoles do not sign each other out. */
function placeOf(context: Context, settings: WaySettings) {
  const { isSecure, port } = callerOf(context, settings);
  return {
    // A cookie of this prefix cannot be set by other names of the domain (RFC 6265bis, section 4.1.3.2).
    name: `${isSecure ? "__Host-" : ""}tributary_${port}`,
    httpOnly: true,
    sameSite: "Strict",
    path: "/",
    secure: isSecure,
  } as const;
}
