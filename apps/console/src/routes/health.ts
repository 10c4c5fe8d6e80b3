import type { App } from "../app.ts";

/** `GET /healthz`: 200 once the process is ready. */
export function healthRoutes(app: App): void {
  app.get("/healthz", (context) => context.json({ status: "ok" }));
}
