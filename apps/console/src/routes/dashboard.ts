import type { App } from "../app.ts";
import type { Dashboard } from "../dashboard/dashboard.ts";
import { answerNotFound } from "../error-answers.ts";

/** Paths that are never the dashboard's. */
const OTHERS = /^\/(v1|webhooks|api|metrics|healthz|openapi\.json)(\/|$)/;

/**
 * The dashboard: its files, and its page for every other path a browser opens. It answers what no route does, and is opened
 * when it is first asked for. (A route of its own for every path would be the last that matches each request, and so the
 * one that metrics name.)
 */
export function dashboardRoutes(app: App, open: () => Dashboard): void {
  let dashboard: Dashboard | undefined;
  app.notFound(async (context) => {
    const { method } = context.req;
    if (method !== "GET" && method !== "HEAD") return answerNotFound(context);
    const { pathname, origin } = new URL(context.req.url);
    const path = decoded(pathname);
    if (path === undefined || OTHERS.test(path)) return answerNotFound(context);
    dashboard ??= open();
    const file = await dashboard.file(path, context.req.raw);
    if (file) return file;
    const takesPage = context.req.header("accept")?.includes("text/html") ?? false;
    if (takesPage && !path.startsWith("/assets/")) return dashboard.page(context.req.raw);
    if (path !== "/") return answerNotFound(context);
    return context.json({
      name: "Tributary",
      dashboard: "Open this address in a browser.",
      api: `${origin}/openapi.json`,
      health: `${origin}/healthz`,
      authentication: "An API key as `Authorization: Bearer <key>`; `tributary serve` prints one.",
    });
  });
}

/** A path without its escapes; undefined when they are none. */
function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
