import { createRoute } from "@hono/zod-openapi";
import { sources } from "@tributary/database";
import { budgetsSchema } from "@tributary/validation";
import type { App } from "../app.ts";
import { describeBudgets, readBudgets } from "../connections/describe-budgets.ts";
import type { Runtime } from "../runtime.ts";
import { errorAnswers, json } from "./answers.ts";

/** `GET /v1/budgets`: what the APIs of the sources allow at the moment. */
export function budgetRoutes(app: App, runtime: Runtime): void {
  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/budgets",
      summary: "The API budgets of each credential, as the provider last said; empty until it was asked",
      responses: { ...errorAnswers, 200: json(budgetsSchema, "The budgets.") },
    }),
    async (context) => {
      const workspaceId = context.get("workspaceId");
      const [budgets, known] = await Promise.all([
        readBudgets(runtime),
        sources.list(runtime.services.database, workspaceId),
      ]);
      return context.json({ budgets: describeBudgets(budgets, { workspaceId, sources: known }) }, 200);
    },
  );
}
