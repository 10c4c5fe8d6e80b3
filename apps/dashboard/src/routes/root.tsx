import { createRootRoute, createRoute, Outlet, redirect } from "@tanstack/react-router";
import { queryClient } from "../api/query-client.ts";
import { sessionQuery } from "../api/session.ts";
import { Shell } from "../layout/shell.tsx";
import { PendingWithoutShell } from "./route-states.tsx";

/** The beginning of every address. */
export const root = createRootRoute({ component: Outlet });

/** The page around all that is for who is signed in. */
export const shell = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: async ({ location }) => {
    if (!(await queryClient.ensureQueryData(sessionQuery)))
      throw redirect({ to: "/sign-in", search: { to: location.href } });
  },
  component: Shell,
  pendingComponent: PendingWithoutShell,
});
