import type { Context } from "hono";
import { ApiError } from "../error-answers.ts";
import { callerOf, type WaySettings } from "./caller.ts";

/**
 * Throws 403 when a browser sent the request for a page that is not the console's own: what its cookie is good for, no
 * other page may use, those of other ports of this machine included. What browsers say of themselves decides
 * (Sec-Fetch-Site), and the page's origin where they do not.
 */
export function demandOwnPage(
  context: Context,
  settings: WaySettings,
  options: {
    /** Whether a request that says neither is let pass: then no browser sent it. */ readonly orNoBrowser: boolean;
  },
): void {
  const site = context.req.header("sec-fetch-site");
  const origin = context.req.header("origin");
  const isRead = context.req.method === "GET" || context.req.method === "HEAD";
  if (site !== undefined) {
    // `none`: the person typed the address.
    if (site === "same-origin" || (isRead && site === "none")) return;
  } else if (origin !== undefined) {
    const { publicUrl } = settings.outlets;
    const own = [callerOf(context, settings).origin, ...(publicUrl === undefined ? [] : [new URL(publicUrl).origin])];
    if (own.includes(origin)) return;
  } else if (isRead || options.orNoBrowser) {
    return;
  }
  const hint = "Requests of other pages and programs need an API key as `Authorization: Bearer <key>`";
  throw new ApiError(
    403,
    "foreign-page",
    `A cookie counts only for the console's own pages. ${hint}; behind a proxy, set TRIBUTARY_PUBLIC_URL.`,
  );
}
