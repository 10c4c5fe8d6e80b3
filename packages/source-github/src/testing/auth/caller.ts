import { GitHubError } from "../http/answer.ts";
import type { RepositoryRecord } from "../state/model.ts";
import type { World } from "../state/world.ts";
import { verifyAppToken } from "./app-token.ts";
import type { AppRecord, InstallationRecord, PermissionName, Permissions, TokenRecord } from "./model.ts";

/** Who makes a request. */
export type Caller =
  | { readonly type: "anonymous" }
  | { readonly type: "app"; readonly app: AppRecord }
  | { readonly type: "token"; readonly token: TokenRecord };

/** Reads the Authorization header; throws 401 as GitHub does for what is wrong, ended or revoked. */
export function identify(world: World, header: string | undefined): Caller {
  if (header === undefined) return { type: "anonymous" };
  const credential = /^(?:bearer|token) +(\S+)$/i.exec(header)?.[1] ?? basicPassword(header);
  if (credential === undefined) throw badCredentials();
  if (/^eyJ[\w-]*\.[\w-]+\.[\w-]*$/.test(credential)) return { type: "app", app: verifyAppToken(world, credential) };
  const token = world.tokens.get(credential);
  if (token === undefined || token.revoked) throw badCredentials();
  if (token.expiresAt !== null && token.expiresAt <= world.clock.now()) throw badCredentials();
  if (token.installation !== null && token.installation.suspendedAt !== null) {
    throw new GitHubError(403, "This installation has been suspended");
  }
  return { type: "token", token };
}

/** What keeps this caller's count of requests apart from others'. */
export function budgetKey(caller: Caller): string {
  if (caller.type === "anonymous") return "anonymous";
  if (caller.type === "app") return `app:${caller.app.id}`;
  const { installation, user } = caller.token;
  return installation === null ? `user:${user.id}` : `installation:${installation.id}`;
}

/** Whether the caller may know that a repository exists. */
export function canSee(caller: Caller, repository: RepositoryRecord): boolean {
  if (caller.type !== "token") return caller.type === "anonymous" && !repository.private;
  const { token } = caller;
  if (!repository.private) return true;
  if (token.installation !== null) return isInstalledOn(token, repository);
  const member = token.user === repository.owner || repository.collaborators.has(token.user.login.toLowerCase());
  if (!member) return false;
  if (token.kind === "classic") return token.scopes.includes("repo");
  return token.repositories === "all" || token.repositories.has(repository.id);
}

/** Whether an installation reaches a repository. */
export function canInstallationSee(installation: InstallationRecord, repository: RepositoryRecord): boolean {
  if (installation.account !== repository.owner) return false;
  return installation.repositories === "all" || installation.repositories.has(repository.id);
}

function isInstalledOn(token: TokenRecord, repository: RepositoryRecord): boolean {
  if (token.installation === null || !canInstallationSee(token.installation, repository)) return false;
  return token.repositories === "all" || token.repositories.has(repository.id);
}

/** What the caller may do in repositories it sees; null when no permissions restrict it. */
function permissionsOf(caller: Caller): Permissions | null {
  if (caller.type !== "token" || caller.token.kind === "classic") return null;
  return caller.token.permissions ?? caller.token.installation?.permissions ?? {};
}

/** Whether one of the permissions is enough for this repository. */
export function isAllowed(caller: Caller, repository: RepositoryRecord, names: readonly PermissionName[]): boolean {
  const permissions = permissionsOf(caller);
  if (permissions === null || names.length === 0 || names.includes("metadata")) return true;
  // A fine-grained token reads public repositories whatever it was given.
  if (!repository.private && caller.type === "token" && caller.token.kind === "fine-grained") return true;
  return names.some((name) => permissions[name] !== undefined);
}

/** GitHub's sentence for a missing permission. */
export function notAccessible(caller: Caller): string {
  const personal = caller.type === "token" && caller.token.kind === "fine-grained";
  return `Resource not accessible by ${personal ? "personal access token" : "integration"}`;
}

function basicPassword(header: string): string | undefined {
  const encoded = /^basic +(\S+)$/i.exec(header)?.[1];
  return encoded === undefined ? undefined : Buffer.from(encoded, "base64").toString().split(":")[1];
}

function badCredentials(): GitHubError {
  return new GitHubError(401, "Bad credentials");
}
