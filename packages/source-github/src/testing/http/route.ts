import type { paths } from "@octokit/openapi-types";
import { canSee, isAllowed, notAccessible } from "../auth/caller.ts";
import type { PermissionName } from "../auth/model.ts";
import type { RepositoryRecord } from "../state/model.ts";
import { isPresentName } from "../state/world.ts";
import { type Answer, GitHubError, notFound, type RawBody } from "./answer.ts";
import type { Call } from "./call.ts";

type Method = "get" | "post" | "patch" | "delete";
/** Paths of the published schema that have this method. */
export type SchemaPath<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, unknown> ? P : never;
}[keyof paths];
type Operation<M extends Method, P extends keyof paths> = paths[P] extends Record<M, infer O> ? O : never;
type QueryOf<O> = O extends { parameters: { query?: infer Q } } ? Extract<keyof NonNullable<Q>, string> : never;
type JsonOf<R> = R extends { content: { "application/json": infer J } } ? J : never;
/** The JSON body the schema gives a successful answer. */
export type SchemaBody<M extends Method, P extends keyof paths> =
  Operation<M, P> extends { responses: infer R }
    ? 200 extends keyof R
      ? JsonOf<R[200]>
      : 201 extends keyof R
        ? JsonOf<R[201]>
        : never
    : never;

type Answered<M extends Method, P extends keyof paths> = Answer<SchemaBody<M, P> | RawBody | null>;

/** What a route asks of its caller. */
export interface RouteNeeds<Query extends string> {
  /** Query parameters it understands, by the schema's names; a request with another one is refused. */
  readonly query?: readonly Query[];
  /** One of these permissions of an installation or a fine-grained token. */
  readonly permissions?: readonly PermissionName[];
  /** Answers as the app itself, signed with its key. */
  readonly asApp?: boolean;
}

/** One endpoint of the fake. */
export interface Route {
  readonly method: string;
  readonly template: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly query: ReadonlySet<string>;
  readonly permissions: readonly PermissionName[];
  readonly asApp: boolean;
  answer(call: Call): Answer | Promise<Answer>;
}

// Parameters that may hold slashes.
const wide = new Set(["ref", "path", "basehead", "branch", "tag"]);

/** Defines an endpoint; its path, query names and answer are those of GitHub's published schema. */
export function route<M extends Method, P extends SchemaPath<M>>(
  method: M,
  template: P,
  needs: RouteNeeds<QueryOf<Operation<M, P>>>,
  answer: (call: Call) => Answered<M, P> | Promise<Answered<M, P>>,
): Route {
  return anyRoute(method, template, needs, answer);
}

/** Defines an endpoint of a repository: the caller must see it, under its present name, with the permissions. */
export function repositoryRoute<M extends Method, P extends SchemaPath<M> & `/repos/{owner}/{repo}${string}`>(
  method: M,
  template: P,
  needs: RouteNeeds<QueryOf<Operation<M, P>>>,
  answer: (call: Call, repository: RepositoryRecord) => Answered<M, P> | Promise<Answered<M, P>>,
): Route {
  return anyRoute(method, template, needs, (call) => answer(call, findRepository(call, needs.permissions ?? [])));
}

function anyRoute(method: string, template: string, needs: RouteNeeds<string>, answer: Route["answer"]): Route {
  const names: string[] = [];
  const pattern = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    names.push(name);
    return wide.has(name) ? "(.*)" : "([^/]+)";
  });
  return {
    method: method.toUpperCase(),
    template,
    pattern: new RegExp(`^${pattern}/?$`),
    names,
    query: new Set(needs.query ?? []),
    permissions: needs.permissions ?? [],
    asApp: needs.asApp ?? false,
    answer,
  };
}

function findRepository(call: Call, permissions: readonly PermissionName[]): RepositoryRecord {
  const { owner = "", repo = "" } = call.parameters;
  const name = `${owner}/${repo}`;
  const repository = call.world.repository(name);
  if (repository === null || !canSee(call.caller, repository)) throw notFound();
  if (!isPresentName(repository, name)) {
    const rest = call.path
      .split("/")
      .slice(4)
      .map((part) => `/${part}`)
      .join("");
    const query = call.query.size === 0 ? "" : `?${call.query}`;
    const url = `${call.apiUrl}/repositories/${repository.id}${rest}${query}`;
    throw new GitHubError(301, "Moved Permanently", { headers: { location: url }, details: { url } });
  }
  if (!isAllowed(call.caller, repository, permissions)) {
    const accepted = permissions.map((one) => `${one}=read`).join("; ");
    throw new GitHubError(403, notAccessible(call.caller), { headers: { "x-accepted-github-permissions": accepted } });
  }
  return repository;
}
