import type { InstallationRecord, Permissions } from "../auth/model.ts";
import { timestamp } from "../state/clock.ts";
import { renderUser } from "./render-user.ts";
import type { RenderContext, Schemas } from "./schemas.ts";

/** An installation as the API and webhooks show it. */
export function renderInstallation(context: RenderContext, one: InstallationRecord): Schemas["installation"] {
  return {
    id: one.id,
    account: renderUser(context, one.account),
    repository_selection: one.repositories === "all" ? "all" : "selected",
    access_tokens_url: `${context.apiUrl}/app/installations/${one.id}/access_tokens`,
    repositories_url: `${context.apiUrl}/installation/repositories`,
    html_url: `https://github.com/settings/installations/${one.id}`,
    app_id: one.app.id,
    client_id: one.app.clientId,
    target_id: one.account.id,
    target_type: one.account.type,
    permissions: renderPermissions(one.permissions),
    events: [],
    created_at: timestamp(one.createdAt),
    updated_at: timestamp(one.createdAt),
    single_file_name: null,
    app_slug: one.app.slug,
    suspended_by: null,
    suspended_at: timestamp(one.suspendedAt),
  };
}

/** Permissions as tokens and installations show them. */
export function renderPermissions(permissions: Permissions): Schemas["app-permissions"] {
  const { discussions, ...rest } = permissions;
  return { ...rest, ...(discussions !== undefined && { discussions }) } as Schemas["app-permissions"];
}
