import { webUrl } from "../../rest/schemas.ts";
import { timestamp } from "../../state/clock.ts";
import type { UserRecord } from "../../state/model.ts";
import { nodeId } from "../../state/node-id.ts";
import type { Fields } from "../context.ts";

/** The login as GraphQL writes it: an app's robot without its suffix. */
function actorLogin(user: UserRecord): string {
  return user.type === "Bot" ? user.login.replace(/\[bot\]$/, "") : user.login;
}

function path(user: UserRecord): string {
  return user.type === "Bot" ? `/apps/${actorLogin(user)}` : `/${user.login}`;
}

/** Fields of User, Bot and Organization. */
export const actorFields: Fields<UserRecord> = {
  id: nodeId,
  databaseId: (user) => user.id,
  fullDatabaseId: (user) => user.id,
  login: actorLogin,
  name: (user) => user.name,
  // Hidden unless the user shows it.
  email: () => "",
  avatarUrl: (user) => `https://avatars.githubusercontent.com/u/${user.id}?v=4`,
  url: (user) => webUrl + path(user),
  resourcePath: path,
  createdAt: (user) => timestamp(user.createdAt),
  updatedAt: (user) => timestamp(user.createdAt),
};
