import { createRoute } from "@tanstack/react-router";
import { SignInPage } from "../pages/sign-in/sign-in-page.tsx";
import { optional, textOf } from "../search-parameters.ts";
import { root } from "./root.tsx";

/** Where somebody signs in; `to` is where they wanted to be. */
export const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { to?: string } => optional({ to: textOf(search.to) }),
  component: SignInPage,
});
