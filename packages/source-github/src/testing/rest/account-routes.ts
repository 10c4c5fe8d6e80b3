import { z } from "zod";
import type { InstallationRecord, PermissionName, Permissions } from "../auth/model.ts";
import { generateToken } from "../auth/tokens.ts";
import { GitHubError, notFound, ok } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { pageOf } from "../http/pagination.ts";
import type { RateLimits } from "../http/rate-limits.ts";
import { type Route, route } from "../http/route.ts";
import { timestamp } from "../state/clock.ts";
import { nodeId } from "../state/node-id.ts";
import { renderInstallation, renderPermissions } from "./render-installation.ts";
import { renderRepository } from "./render-repository.ts";
import { renderUser } from "./render-user.ts";
import type { Schemas } from "./schemas.ts";

/** Endpoints of who is signed in, of apps, their installations and tokens, and of limits. */
export function accountRoutes(rates: RateLimits): readonly Route[] {
  return [
    route("get", "/rate_limit", {}, (call) => {
      const [core, graphql] = [rates.state(call.caller, "core"), rates.state(call.caller, "graphql")];
      const search = { limit: 30, used: 0, remaining: 30, reset: core.reset, resource: "search" };
      return ok({ resources: { core, graphql, search }, rate: core });
    }),
    route("get", "/user", {}, (call) => {
      if (call.caller.type === "anonymous") throw new GitHubError(401, "Requires authentication");
      if (call.caller.type === "app") throw new GitHubError(403, "Resource not accessible by integration");
      if (call.caller.token.installation !== null) throw new GitHubError(403, "Resource not accessible by integration");
      return ok(renderProfile(call, call.caller.token.user.login));
    }),
    route("get", "/users/{username}", {}, (call) => ok(renderProfile(call, call.parameters.username ?? ""))),
    route("get", "/app", { asApp: true }, (call) => {
      if (call.caller.type !== "app") throw notFound();
      const { app } = call.caller;
      const owner = renderUser(call, call.world.user("app-owner"));
      const html_url = `https://github.com/apps/${app.slug}`;
      const times = { created_at: timestamp(0), updated_at: timestamp(0) };
      const node_id = `A_${app.id}`;
      const shared = { description: null, external_url: html_url, html_url, ...times, permissions: {}, events: [] };
      return ok({
        id: app.id,
        slug: app.slug,
        client_id: app.clientId,
        node_id,
        owner,
        name: app.slug,
        ...shared,
        installations_count: app.installations.size,
      });
    }),
    route("get", "/app/installations", { query: ["page", "per_page", "since", "outdated"], asApp: true }, (call) => {
      if (call.caller.type !== "app") throw notFound();
      const { items, headers } = pageOf(call, [...call.caller.app.installations.values()]);
      // The schema of the list alone gives ids of accounts without bigint: the same objects, another type.
      return ok(items.map((one) => renderInstallation(call, one)) as never, headers);
    }),
    route("get", "/app/installations/{installation_id}", { asApp: true }, (call) =>
      ok(renderInstallation(call, ownInstallation(call))),
    ),
    route("post", "/app/installations/{installation_id}/access_tokens", { asApp: true }, createToken),
    route("get", "/repos/{owner}/{repo}/installation", { asApp: true }, (call) => {
      const repository = call.world.repository(`${call.parameters.owner}/${call.parameters.repo}`);
      const covers = (one: InstallationRecord) =>
        one.repositories === "all" || one.repositories.has(repository?.id ?? 0);
      return ok(renderInstallation(call, installationOn(call, repository?.owner.login, covers)));
    }),
    route("get", "/orgs/{org}/installation", { asApp: true }, (call) =>
      ok(renderInstallation(call, installationOn(call, call.parameters.org))),
    ),
    route("get", "/users/{username}/installation", { asApp: true }, (call) =>
      ok(renderInstallation(call, installationOn(call, call.parameters.username))),
    ),
  ];
}

function installationOn(
  call: Call,
  login = "",
  covers: (one: InstallationRecord) => boolean = () => true,
): InstallationRecord {
  const all = call.caller.type === "app" ? [...call.caller.app.installations.values()] : [];
  const found = all.find((one) => one.account.login.toLowerCase() === login.toLowerCase() && covers(one));
  if (found === undefined) throw notFound();
  return found;
}

function ownInstallation(call: Call): InstallationRecord {
  const app = call.caller.type === "app" ? call.caller.app : undefined;
  const installation = app?.installations.get(Number(call.parameters.installation_id));
  if (installation === undefined) throw notFound();
  return installation;
}

function createToken(call: Call) {
  const installation = ownInstallation(call);
  if (installation.suspendedAt !== null) throw new GitHubError(403, "This installation has been suspended");
  const wish = readTokenWish(call);
  const granted = installation.permissions;
  for (const [name, level] of Object.entries(wish.permissions ?? {})) {
    const has = granted[name as PermissionName];
    if (has !== undefined && (has === "write" || level === "read")) continue;
    throw new GitHubError(422, "The permissions requested are not granted to this installation.");
  }
  const chosen = chooseRepositories(call, installation, wish);
  const stateless = call.headers["x-github-stateless-s2s-token"] !== "disabled";
  const token = generateToken(stateless ? "installation" : "short-installation", installation.app.id);
  const expiresAt = call.world.clock.now() + call.limits.installationTokenMs;
  const user = call.world.user(`${installation.app.slug}[bot]`, "Bot");
  call.world.tokens.set(token, {
    token,
    kind: "installation",
    user,
    installation,
    scopes: [],
    permissions: wish.permissions,
    repositories: chosen?.ids ?? "all",
    expiresAt,
    revoked: false,
  });
  return {
    status: 201,
    body: {
      token,
      expires_at: timestamp(expiresAt),
      permissions: renderPermissions(wish.permissions ?? granted),
      repository_selection:
        chosen === null && installation.repositories === "all" ? ("all" as const) : ("selected" as const),
      ...(chosen !== null && { repositories: chosen.repositories.map((one) => renderRepository(call, one)) }),
    },
  };
}

const level = z.enum(["read", "write"]);
const levels = {
  metadata: level,
  contents: level,
  issues: level,
  pull_requests: level,
  discussions: level,
  administration: level,
};
const wishSchema = z.strictObject({
  repositories: z.array(z.string()).optional(),
  repository_ids: z.array(z.int()).optional(),
  permissions: z.strictObject(levels).partial().optional(),
});

interface TokenWish {
  readonly repositories: readonly string[] | undefined;
  readonly repository_ids: readonly number[] | undefined;
  readonly permissions: Permissions | undefined;
}

function readTokenWish(call: Call): TokenWish {
  const text = call.body.toString();
  const wish = wishSchema.safeParse(text === "" ? {} : parseJson(text));
  if (wish.success) {
    const { repositories, repository_ids, permissions } = wish.data;
    return { repositories, repository_ids, permissions: permissions as Permissions | undefined };
  }
  const [problem] = wish.error.issues;
  throw new GitHubError(422, `Invalid request. ${problem?.path.join(".")}: ${problem?.message}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new GitHubError(400, "Problems parsing JSON");
  }
}

function chooseRepositories(call: Call, installation: InstallationRecord, wish: TokenWish) {
  if (wish.repositories === undefined && wish.repository_ids === undefined) return null;
  const asked = (wish.repositories?.length ?? 0) + (wish.repository_ids?.length ?? 0);
  if (asked > 500) throw new GitHubError(422, "Up to 500 repositories can be listed.");
  const all = [...call.world.repositories.values()].filter((one) => one.owner === installation.account);
  const repositories = all.filter(
    (one) => wish.repositories?.includes(one.name) === true || wish.repository_ids?.includes(one.id) === true,
  );
  const reachable = repositories.every(
    (one) => installation.repositories === "all" || installation.repositories.has(one.id),
  );
  if (repositories.length < asked || !reachable) {
    throw new GitHubError(
      422,
      "There is at least one repository that does not exist or is not accessible to the parent installation.",
    );
  }
  return { repositories, ids: new Set(repositories.map((one) => one.id)) };
}

function renderProfile(call: Call, login: string): Schemas["public-user"] {
  const user = call.world.users.get(login.toLowerCase());
  if (user === undefined) throw notFound();
  const times = { created_at: timestamp(user.createdAt), updated_at: timestamp(user.createdAt) };
  const blank = { company: null, blog: null, location: null, hireable: null, bio: null };
  const counts = { public_repos: 0, public_gists: 0, followers: 0, following: 0 };
  return {
    ...renderUser(call, user),
    name: user.name,
    email: null,
    ...blank,
    ...counts,
    ...times,
    node_id: nodeId(user),
  };
}
