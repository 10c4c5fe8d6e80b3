import { serve } from "inngest/hono";
import type { App } from "../app.ts";
import { ApiError } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";

/** `/api/inngest`: serves the functions to an Inngest server; the embedded engine calls them in process instead. */
export function inngestRoutes(app: App, runtime: Runtime): void {
  const { engine } = runtime.env;
  if (engine.kind === "server") {
    const handler = serve({ client: runtime.workflows.inngest, functions: runtime.workflows.functions });
    app.on(["GET", "PUT", "POST"], "/api/inngest", (context) => handler(context));
    return;
  }
  app.all("/api/inngest", () => {
    const message =
      "The embedded engine runs the workflows in this process; set INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY to serve them to Inngest.";
    throw new ApiError(404, "not-found", message);
  });
}
