import { createRoute, redirect } from "@tanstack/react-router";
import { lazyPage } from "../load-part.ts";
import { shell } from "./root.tsx";

const settings = createRoute({
  getParentRoute: () => shell,
  path: "/settings",
  component: lazyPage(() => import("../pages/settings/settings-layout.tsx"), "SettingsLayout"),
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
  component: lazyPage(() => import("../pages/settings/keys-page.tsx"), "KeysPage"),
});

const notifications = createRoute({
  getParentRoute: () => settings,
  path: "/notifications",
  component: lazyPage(() => import("../pages/settings/notifications-page.tsx"), "NotificationsPage"),
});

const index = createRoute({
  getParentRoute: () => settings,
  path: "/index",
  component: lazyPage(() => import("../pages/settings/index-page.tsx"), "IndexPage"),
});

const deletions = createRoute({
  getParentRoute: () => settings,
  path: "/deletions",
  component: lazyPage(() => import("../pages/settings/deletions-page.tsx"), "DeletionsPage"),
});

const activity = createRoute({
  getParentRoute: () => settings,
  path: "/activity",
  component: lazyPage(() => import("../pages/settings/activity-page.tsx"), "ActivityPage"),
});

const about = createRoute({
  getParentRoute: () => settings,
  path: "/about",
  component: lazyPage(() => import("../pages/settings/about-page.tsx"), "AboutPage"),
});

/** The settings. */
export const settingsRoutes = [
  settings.addChildren([settingsStart, keys, notifications, index, deletions, activity, about]),
];
