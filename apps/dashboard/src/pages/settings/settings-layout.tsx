import { Outlet } from "@tanstack/react-router";
import { Page } from "../../components/page.tsx";
import { Tabs } from "../../components/tabs.tsx";

/** What is set for the whole workspace: the heading of the page is here, the parts are `Section`s. */
export function SettingsLayout() {
  return (
    <Page title="Settings">
      <Tabs
        label="Settings"
        tabs={[
          { name: "API keys", to: "/settings/keys" },
          { name: "Notifications", to: "/settings/notifications" },
          { name: "Search index", to: "/settings/index" },
          { name: "Held deletions", to: "/settings/deletions" },
          { name: "Activity", to: "/settings/activity" },
          { name: "About", to: "/settings/about" },
        ]}
      />
      <Outlet />
    </Page>
  );
}
