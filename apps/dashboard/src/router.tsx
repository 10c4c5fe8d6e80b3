import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { queryClient } from "./api/query-client.ts";
import { sessionQuery } from "./api/session.ts";
import { ButtonLink } from "./components/button.tsx";
import { Page } from "./components/page.tsx";
import { EmptyState, ErrorState, Loading } from "./components/states.tsx";
import { ConnectionBanner } from "./layout/connection-banner.tsx";
import { Shell } from "./layout/shell.tsx";
import { SearchPage } from "./pages/search/search-page.tsx";
import { SignInPage } from "./pages/sign-in/sign-in-page.tsx";
import { parseSearch, stringifySearch, textOf, textsOf } from "./search-parameters.ts";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { to?: string } => optional({ to: textOf(search.to) }),
  component: SignInPage,
});

/** Everything below is for who is signed in. */
const shell = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: async ({ location }) => {
    if (!(await queryClient.ensureQueryData(sessionQuery)))
      throw redirect({ to: "/sign-in", search: { to: location.href } });
  },
  component: Shell,
});

/** What the address of the search holds: the query, and one list for each filter. */
export interface SearchAddress {
  readonly q?: string;
  readonly source?: string[];
  readonly type?: string[];
  readonly repository?: string[];
  readonly author?: string[];
  readonly state?: string[];
  readonly after?: string;
  readonly before?: string;
}

const search = createRoute({
  getParentRoute: () => shell,
  path: "/",
  validateSearch: (given: Record<string, unknown>): SearchAddress =>
    optional({
      q: textOf(given.q),
      source: textsOf(given.source),
      type: textsOf(given.type),
      repository: textsOf(given.repository),
      author: textsOf(given.author),
      state: textsOf(given.state),
      after: textOf(given.after),
      before: textOf(given.before),
    }),
  component: SearchPage,
});

const document = createRoute({
  getParentRoute: () => shell,
  path: "/documents/$documentId",
  // `line`: where a hit was, to be scrolled to and marked; `q`: what is marked in the text.
  validateSearch: (given: Record<string, unknown>): { line?: string; q?: string } =>
    optional({ line: textOf(given.line), q: textOf(given.q) }),
  component: lazyRouteComponent(() => import("./pages/documents/document-page.tsx"), "DocumentPage"),
});

const graph = createRoute({
  getParentRoute: () => shell,
  path: "/graph",
  validateSearch: (given: Record<string, unknown>): { document?: string; kind?: string[]; q?: string } =>
    optional({ document: textOf(given.document), kind: textsOf(given.kind), q: textOf(given.q) }),
  component: lazyRouteComponent(() => import("./pages/graph/graph-page.tsx"), "GraphPage"),
});

const sources = createRoute({
  getParentRoute: () => shell,
  path: "/sources",
  component: lazyRouteComponent(() => import("./pages/sources/sources-page.tsx"), "SourcesPage"),
});

const connect = createRoute({
  getParentRoute: () => shell,
  path: "/connect",
  component: lazyRouteComponent(() => import("./pages/sources/connect-page.tsx"), "ConnectPage"),
});

const connectKind = createRoute({
  getParentRoute: () => shell,
  path: "/connect/$kind",
  component: lazyRouteComponent(() => import("./pages/sources/connect-kind-page.tsx"), "ConnectKindPage"),
});

const source = createRoute({
  getParentRoute: () => shell,
  path: "/sources/$sourceId",
  component: lazyRouteComponent(() => import("./pages/source/source-layout.tsx"), "SourceLayout"),
});

const sourceOverview = createRoute({
  getParentRoute: () => source,
  path: "/",
  component: lazyRouteComponent(() => import("./pages/source/overview-page.tsx"), "SourceOverviewPage"),
});

const sourceDocuments = createRoute({
  getParentRoute: () => source,
  path: "/documents",
  validateSearch: (given: Record<string, unknown>): { q?: string; status?: string; type?: string; code?: string } =>
    optional({ q: textOf(given.q), status: textOf(given.status), type: textOf(given.type), code: textOf(given.code) }),
  component: lazyRouteComponent(() => import("./pages/source/documents-page.tsx"), "SourceDocumentsPage"),
});

const sourceRuns = createRoute({
  getParentRoute: () => source,
  path: "/runs",
  validateSearch: (given: Record<string, unknown>): { status?: string } => optional({ status: textOf(given.status) }),
  component: lazyRouteComponent(() => import("./pages/source/runs-page.tsx"), "SourceRunsPage"),
});

const sourceWebhook = createRoute({
  getParentRoute: () => source,
  path: "/webhook",
  component: lazyRouteComponent(() => import("./pages/source/webhook-page.tsx"), "SourceWebhookPage"),
});

const sourceSettings = createRoute({
  getParentRoute: () => source,
  path: "/settings",
  component: lazyRouteComponent(() => import("./pages/source/settings-page.tsx"), "SourceSettingsPage"),
});

const runs = createRoute({
  getParentRoute: () => shell,
  path: "/runs",
  validateSearch: (given: Record<string, unknown>): { status?: string; source?: string } =>
    optional({ status: textOf(given.status), source: textOf(given.source) }),
  component: lazyRouteComponent(() => import("./pages/runs/runs-page.tsx"), "RunsPage"),
});

const run = createRoute({
  getParentRoute: () => shell,
  path: "/runs/$jobId",
  validateSearch: (given: Record<string, unknown>): { documents?: string } =>
    optional({ documents: textOf(given.documents) }),
  component: lazyRouteComponent(() => import("./pages/runs/run-page.tsx"), "RunPage"),
});

const health = createRoute({
  getParentRoute: () => shell,
  path: "/health",
  validateSearch: (given: Record<string, unknown>): { hours?: string } => optional({ hours: textOf(given.hours) }),
  component: lazyRouteComponent(() => import("./pages/health/health-page.tsx"), "HealthPage"),
});

const report = createRoute({
  getParentRoute: () => shell,
  path: "/reports/$reportId",
  component: lazyRouteComponent(() => import("./pages/health/report-page.tsx"), "ReportPage"),
});

const alerts = createRoute({
  getParentRoute: () => shell,
  path: "/alerts",
  validateSearch: (given: Record<string, unknown>): { state?: string } => optional({ state: textOf(given.state) }),
  component: lazyRouteComponent(() => import("./pages/alerts/alerts-page.tsx"), "AlertsPage"),
});

const alert = createRoute({
  getParentRoute: () => shell,
  path: "/alerts/$alertId",
  component: lazyRouteComponent(() => import("./pages/alerts/alert-page.tsx"), "AlertPage"),
});

const workflows = createRoute({
  getParentRoute: () => shell,
  path: "/workflows",
  validateSearch: (given: Record<string, unknown>): { status?: string; function?: string; id?: string } =>
    optional({ status: textOf(given.status), function: textOf(given.function), id: textOf(given.id) }),
  component: lazyRouteComponent(() => import("./pages/workflows/workflows-page.tsx"), "WorkflowsPage"),
});

const workflowFunctions = createRoute({
  getParentRoute: () => shell,
  path: "/workflows/functions",
  component: lazyRouteComponent(() => import("./pages/workflows/functions-page.tsx"), "WorkflowFunctionsPage"),
});

const workflowRun = createRoute({
  getParentRoute: () => shell,
  path: "/workflows/$runId",
  component: lazyRouteComponent(() => import("./pages/workflows/workflow-run-page.tsx"), "WorkflowRunPage"),
});

const settings = createRoute({
  getParentRoute: () => shell,
  path: "/settings",
  component: lazyRouteComponent(() => import("./pages/settings/settings-layout.tsx"), "SettingsLayout"),
});

const settingsStart = createRoute({
  getParentRoute: () => settings,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/settings/keys", replace: true });
  },
});

const keys = createRoute({
  getParentRoute: () => settings,
  path: "/keys",
  component: lazyRouteComponent(() => import("./pages/settings/keys-page.tsx"), "KeysPage"),
});

const notifications = createRoute({
  getParentRoute: () => settings,
  path: "/notifications",
  component: lazyRouteComponent(() => import("./pages/settings/notifications-page.tsx"), "NotificationsPage"),
});

const index = createRoute({
  getParentRoute: () => settings,
  path: "/index",
  component: lazyRouteComponent(() => import("./pages/settings/index-page.tsx"), "IndexPage"),
});

const deletions = createRoute({
  getParentRoute: () => settings,
  path: "/deletions",
  component: lazyRouteComponent(() => import("./pages/settings/deletions-page.tsx"), "DeletionsPage"),
});

const activity = createRoute({
  getParentRoute: () => settings,
  path: "/activity",
  component: lazyRouteComponent(() => import("./pages/settings/activity-page.tsx"), "ActivityPage"),
});

const about = createRoute({
  getParentRoute: () => settings,
  path: "/about",
  component: lazyRouteComponent(() => import("./pages/settings/about-page.tsx"), "AboutPage"),
});

const routeTree = root.addChildren([
  signIn,
  shell.addChildren([
    search,
    document,
    graph,
    sources,
    connect,
    connectKind,
    source.addChildren([sourceOverview, sourceDocuments, sourceRuns, sourceWebhook, sourceSettings]),
    runs,
    run,
    health,
    report,
    alerts,
    alert,
    workflows,
    workflowFunctions,
    workflowRun,
    settings.addChildren([settingsStart, keys, notifications, index, deletions, activity, about]),
  ]),
]);

/** Every page by its address. */
export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  defaultPreload: "intent",
  // Queries keep what is known; the router has nothing to keep beside.
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultPendingComponent: Pending,
  defaultErrorComponent: Failed,
  defaultNotFoundComponent: NotFound,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

/** Leaves out what is undefined: an address says only what was chosen. */
function optional<Values extends Record<string, unknown>>(
  values: Values,
): { [Name in keyof Values]?: Exclude<Values[Name], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}

function Pending() {
  return (
    <>
      <ConnectionBanner />
      <Loading />
    </>
  );
}

function Failed({ error, reset }: ErrorComponentProps) {
  return <ErrorState title="This page stopped" error={error} onRetry={reset} />;
}

function NotFound() {
  return (
    <main className="px-4 py-8 sm:px-6">
      <Page title="Page not found">
        <EmptyState title="There is no such page" action={<ButtonLink to="/">To the search</ButtonLink>}>
          The address may have been typed wrong, or what it led to is gone.
        </EmptyState>
      </Page>
    </main>
  );
}
