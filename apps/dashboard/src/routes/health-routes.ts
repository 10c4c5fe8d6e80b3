import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../load-part.ts";
import { optional, textOf } from "../search-parameters.ts";
import { shell } from "./root.tsx";

const health = createRoute({
  getParentRoute: () => shell,
  path: "/health",
  validateSearch: (given: Record<string, unknown>): { hours?: string } => optional({ hours: textOf(given.hours) }),
  component: lazyPage(() => import("../pages/health/health-page.tsx"), "HealthPage"),
});

const report = createRoute({
  getParentRoute: () => shell,
  path: "/reports/$reportId",
  component: lazyPage(() => import("../pages/health/report-page.tsx"), "ReportPage"),
});

const alerts = createRoute({
  getParentRoute: () => shell,
  path: "/alerts",
  validateSearch: (given: Record<string, unknown>): { state?: string } => optional({ state: textOf(given.state) }),
  component: lazyPage(() => import("../pages/alerts/alerts-page.tsx"), "AlertsPage"),
});

const alert = createRoute({
  getParentRoute: () => shell,
  path: "/alerts/$alertId",
  component: lazyPage(() => import("../pages/alerts/alert-page.tsx"), "AlertPage"),
});

/** How the server is, its reports and its alerts. */
export const healthRoutes = [health, report, alerts, alert];
