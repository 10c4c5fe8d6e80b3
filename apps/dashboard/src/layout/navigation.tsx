import { useQuery } from "@tanstack/react-query";
import { Link, type LinkProps } from "@tanstack/react-router";
import { Activity, Bell, Cable, History, type LucideIcon, Search, Settings, Waypoints, Workflow } from "lucide-react";
import { answer, api } from "../api/client.ts";
import { classes } from "../components/classes.ts";

interface Entry {
  readonly name: string;
  readonly to: NonNullable<LinkProps["to"]>;
  readonly icon: LucideIcon;
  readonly exact?: boolean;
}

const entries: readonly Entry[] = [
  { name: "Search", to: "/", icon: Search, exact: true },
  { name: "Sources", to: "/sources", icon: Cable },
  { name: "Runs", to: "/runs", icon: History },
  { name: "Graph", to: "/graph", icon: Waypoints },
  { name: "Health", to: "/health", icon: Activity },
  { name: "Alerts", to: "/alerts", icon: Bell },
  { name: "Workflows", to: "/workflows", icon: Workflow },
  { name: "Settings", to: "/settings", icon: Settings },
];

const ALERTS_LOOK_MS = 30_000;

/** The pages there are. */
export function Navigation({ onNavigate }: { readonly onNavigate?: () => void }) {
  const { data: open = 0 } = useQuery({
    queryKey: ["alerts", "open"],
    queryFn: ({ signal }) =>
      answer(api.GET("/v1/alerts", { signal, params: { query: { state: "open", limit: 100 } } })),
    select: ({ alerts }) => alerts.length,
    refetchInterval: ALERTS_LOOK_MS,
  });
  return (
    <nav aria-label="Pages">
      <ul className="space-y-0.5">
        {entries.map(({ name, to, icon: Icon, exact }) => (
          <li key={name}>
            <Link
              to={to}
              {...(onNavigate && { onClick: onNavigate })}
              activeOptions={{ exact: exact ?? false, includeSearch: false }}
              className="flex min-h-9 items-center gap-2.5 rounded-lg px-2.5 text-sm font-medium transition-colors"
              activeProps={{ className: "bg-accent-soft text-accent" }}
              inactiveProps={{ className: "text-ink-2 hover:bg-sunken hover:text-ink" }}
            >
              <Icon aria-hidden="true" className="size-4.5" />
              <span className="flex-1">{name}</span>
              {name === "Alerts" && open > 0 && (
                <span className={classes("rounded-full bg-bad-soft px-1.5 text-xs font-semibold text-bad tabular")}>
                  {open}
                  <span className="sr-only"> open</span>
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
