import type { UserRecord } from "../state/model.ts";
import { nodeId } from "../state/node-id.ts";
import { type RenderContext, type Schemas, webUrl } from "./schemas.ts";

/** A user as other objects carry it. */
export function renderUser(context: RenderContext, user: UserRecord): Schemas["simple-user"] {
  const url = `${context.apiUrl}/users/${encodeURIComponent(user.login)}`;
  return {
    login: user.login,
    id: user.id,
    node_id: nodeId(user),
    avatar_url: `https://avatars.githubusercontent.com/u/${user.id}?v=4`,
    gravatar_id: "",
    url,
    html_url: user.type === "Bot" ? `${webUrl}/apps/${user.login.replace("[bot]", "")}` : `${webUrl}/${user.login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: user.type,
    site_admin: false,
  };
}

/** A user, or null where the account is gone. */
export function renderAuthor(context: RenderContext, user: UserRecord | null): Schemas["nullable-simple-user"] {
  return user === null ? null : renderUser(context, user);
}

/** An organization as webhooks carry it. */
export function renderOrganization(context: RenderContext, user: UserRecord) {
  const url = `${context.apiUrl}/orgs/${user.login}`;
  return {
    login: user.login,
    id: user.id,
    node_id: nodeId(user),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${user.id}?v=4`,
    description: null,
  } satisfies Schemas["organization-simple-webhooks"];
}
