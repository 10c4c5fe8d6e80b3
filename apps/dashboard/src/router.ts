import { createRoute, createRouter } from "@tanstack/react-router";
import { healthRoutes } from "./routes/health-routes.ts";
import { root, shell } from "./routes/root.tsx";
import { Failed, NotFound, Pending } from "./routes/route-states.tsx";
import { runRoutes } from "./routes/run-routes.ts";
import { searchRoutes } from "./routes/search-routes.ts";
import { settingsRoutes } from "./routes/settings-routes.ts";
import { signIn } from "./routes/sign-in-route.ts";
import { sourceRoutes } from "./routes/source-routes.ts";
import { workflowRoutes } from "./routes/workflow-routes.ts";
import { parseSearch, stringifySearch } from "./search-parameters.ts";

/** Any other address. */
const nowhere = createRoute({ getParentRoute: () => shell, path: "$", component: NotFound });

const routeTree = root.addChildren([
  signIn,
  shell.addChildren([
    ...searchRoutes,
    ...sourceRoutes,
    ...runRoutes,
    ...healthRoutes,
    ...workflowRoutes,
    ...settingsRoutes,
    nowhere,
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
