import type { ArchiveLinks } from "../http/archive-server.ts";
import type { RateLimits } from "../http/rate-limits.ts";
import type { Route } from "../http/route.ts";
import type { FakeWebhooks } from "../webhooks/webhooks.ts";
import { accountRoutes } from "./account-routes.ts";
import { commitRoutes } from "./commit-routes.ts";
import { contentRoutes } from "./content-routes.ts";
import { gitRoutes } from "./git-routes.ts";
import { hookRoutes } from "./hook-routes.ts";
import { issueRoutes } from "./issue-routes.ts";
import { pullRoutes } from "./pull-routes.ts";
import { releaseRoutes } from "./release-routes.ts";
import { repositoryRoutes } from "./repository-routes.ts";

/** Every endpoint the fake serves; the first that matches a request answers it. */
export function allRoutes(rates: RateLimits, links: ArchiveLinks, webhooks: FakeWebhooks): readonly Route[] {
  return [
    ...repositoryRoutes,
    ...gitRoutes,
    ...commitRoutes,
    ...contentRoutes(links),
    ...issueRoutes,
    ...pullRoutes,
    ...releaseRoutes,
    ...accountRoutes(rates),
    ...hookRoutes(webhooks),
  ];
}
