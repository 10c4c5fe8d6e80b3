import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../load-part.ts";
import { optional, textOf } from "../search-parameters.ts";
import { shell } from "./root.tsx";

const workflows = createRoute({
  getParentRoute: () => shell,
  path: "/workflows",
  validateSearch: (given: Record<string, unknown>): { status?: string; function?: string; id?: string } =>
    optional({ status: textOf(given.status), function: textOf(given.function), id: textOf(given.id) }),
  component: lazyPage(() => import("../pages/workflows/workflows-page.tsx"), "WorkflowsPage"),
});

const workflowFunctions = createRoute({
  getParentRoute: () => shell,
  path: "/workflows/functions",
  component: lazyPage(() => import("../pages/workflows/functions-page.tsx"), "WorkflowFunctionsPage"),
});

const workflowRun = createRoute({
  getParentRoute: () => shell,
  path: "/workflows/$runId",
  component: lazyPage(() => import("../pages/workflows/workflow-run-page.tsx"), "WorkflowRunPage"),
});

/** What the workflow engine runs. */
export const workflowRoutes = [workflows, workflowFunctions, workflowRun];
