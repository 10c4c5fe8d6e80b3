import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../load-part.ts";
import { optional, textOf } from "../search-parameters.ts";
import { shell } from "./root.tsx";

const runs = createRoute({
  getParentRoute: () => shell,
  path: "/runs",
  validateSearch: (given: Record<string, unknown>): { status?: string; source?: string } =>
    optional({ status: textOf(given.status), source: textOf(given.source) }),
  component: lazyPage(() => import("../pages/runs/runs-page.tsx"), "RunsPage"),
});

const run = createRoute({
  getParentRoute: () => shell,
  path: "/runs/$jobId",
  validateSearch: (given: Record<string, unknown>): { documents?: string } =>
    optional({ documents: textOf(given.documents) }),
  component: lazyPage(() => import("../pages/runs/run-page.tsx"), "RunPage"),
});

/** The runs, and each of them. */
export const runRoutes = [runs, run];
