import { canSee } from "../auth/caller.ts";
import { notFound, ok } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { pageOf } from "../http/pagination.ts";
import { type Route, repositoryRoute, route } from "../http/route.ts";
import { fullName, type RepositoryRecord } from "../state/model.ts";
import { renderFullRepository, renderRepository } from "./render-repository.ts";

const listQuery = ["page", "per_page", "sort", "direction", "type"] as const;

/** Endpoints of repositories themselves and of lists of them. */
export const repositoryRoutes: readonly Route[] = [
  repositoryRoute("get", "/repos/{owner}/{repo}", { permissions: ["metadata"] }, (call, repository) =>
    ok(renderFullRepository(call, repository)),
  ),
  repositoryRoute(
    "get",
    "/repos/{owner}/{repo}/topics",
    { query: ["page", "per_page"], permissions: ["metadata"] },
    (_, repository) => ok({ names: repository.topics }),
  ),
  route("get", "/user/repos", { query: [...listQuery, "visibility", "affiliation", "since", "before"] }, (call) => {
    if (call.caller.type !== "token") throw notFound();
    const { user } = call.caller.token;
    return listRepositories(call, (one) => one.owner === user || one.collaborators.has(user.login.toLowerCase()));
  }),
  route("get", "/orgs/{org}/repos", { query: listQuery }, (call) =>
    listRepositories(call, ownedBy(call.parameters.org)),
  ),
  route("get", "/users/{username}/repos", { query: listQuery }, (call) =>
    listRepositories(call, ownedBy(call.parameters.username)),
  ),
  route("get", "/installation/repositories", { query: ["page", "per_page"] }, (call) => {
    const installation = call.caller.type === "token" ? call.caller.token.installation : null;
    if (installation === null || call.caller.type !== "token") throw notFound();
    const { token } = call.caller;
    const within = (ids: "all" | ReadonlySet<number>, one: RepositoryRecord) => ids === "all" || ids.has(one.id);
    const all = visible(
      call,
      (one) =>
        one.owner === installation.account && within(installation.repositories, one) && within(token.repositories, one),
    );
    const { items, headers } = pageOf(call, all);
    const repositories = items.map((one) => renderRepository(call, one));
    const selection = installation.repositories === "all" ? "all" : "selected";
    return ok({ total_count: all.length, repositories, repository_selection: selection }, headers);
  }),
];

function ownedBy(login = "") {
  return (repository: RepositoryRecord) => repository.owner.login.toLowerCase() === login.toLowerCase();
}

function visible(call: Call, filter: (repository: RepositoryRecord) => boolean): RepositoryRecord[] {
  const found = [...call.world.repositories.values()].filter((one) => filter(one) && canSee(call.caller, one));
  return found.sort((one, other) => (fullName(one) < fullName(other) ? -1 : 1));
}

function listRepositories(call: Call, filter: (repository: RepositoryRecord) => boolean) {
  const { items, headers } = pageOf(call, visible(call, filter));
  return ok(
    items.map((one) => renderRepository(call, one)),
    headers,
  );
}
