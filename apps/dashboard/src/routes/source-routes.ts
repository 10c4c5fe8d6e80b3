import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../load-part.ts";
import { optional, textOf } from "../search-parameters.ts";
import { shell } from "./root.tsx";

const sources = createRoute({
  getParentRoute: () => shell,
  path: "/sources",
  component: lazyPage(() => import("../pages/sources/sources-page.tsx"), "SourcesPage"),
});

const connect = createRoute({
  getParentRoute: () => shell,
  path: "/connect",
  component: lazyPage(() => import("../pages/sources/connect-page.tsx"), "ConnectPage"),
});

const connectKind = createRoute({
  getParentRoute: () => shell,
  path: "/connect/$kind",
  component: lazyPage(() => import("../pages/sources/connect-kind-page.tsx"), "ConnectKindPage"),
});

const source = createRoute({
  getParentRoute: () => shell,
  path: "/sources/$sourceId",
  component: lazyPage(() => import("../pages/source/source-layout.tsx"), "SourceLayout"),
});

const sourceOverview = createRoute({
  getParentRoute: () => source,
  path: "/",
  component: lazyPage(() => import("../pages/source/overview-page.tsx"), "SourceOverviewPage"),
});

const sourceDocuments = createRoute({
  getParentRoute: () => source,
  path: "/documents",
  validateSearch: (given: Record<string, unknown>): { q?: string; status?: string; type?: string; code?: string } =>
    optional({ q: textOf(given.q), status: textOf(given.status), type: textOf(given.type), code: textOf(given.code) }),
  component: lazyPage(() => import("../pages/source/documents-page.tsx"), "SourceDocumentsPage"),
});

const sourceRuns = createRoute({
  getParentRoute: () => source,
  path: "/runs",
  validateSearch: (given: Record<string, unknown>): { status?: string } => optional({ status: textOf(given.status) }),
  component: lazyPage(() => import("../pages/source/runs-page.tsx"), "SourceRunsPage"),
});

const sourceWebhook = createRoute({
  getParentRoute: () => source,
  path: "/webhook",
  component: lazyPage(() => import("../pages/source/webhook-page.tsx"), "SourceWebhookPage"),
});

const sourceSettings = createRoute({
  getParentRoute: () => source,
  path: "/settings",
  component: lazyPage(() => import("../pages/source/settings-page.tsx"), "SourceSettingsPage"),
});

/** The sources, connecting another, and the pages of each. */
export const sourceRoutes = [
  sources,
  connect,
  connectKind,
  source.addChildren([sourceOverview, sourceDocuments, sourceRuns, sourceWebhook, sourceSettings]),
];
