import { z } from "zod";
import type { FakeDeployment, FakeProject, FakeStore } from "../state/model.ts";
import {
  renderDeployment,
  renderEvent,
  renderListed,
  renderProject,
  renderRun,
  renderVariable,
  type ShownTeam,
} from "./render.ts";

/** What routes work with. */
export interface RouteContext {
  readonly store: FakeStore;
  readonly team: ShownTeam;
  readonly user: { readonly id: string; readonly username: string; readonly name: string };
  hookUrl(projectId: string): string;
  /** Starts what a deploy hook starts; undefined for a hook that is not there. */
  deploy(projectId: string, hook: string): object | undefined;
  /** Notes that the value of an environment variable was asked for. */
  revealed(what: string): void;
}

/** A route's answer: its body, or a failure. */
export type RouteAnswer = { readonly body: unknown; readonly status?: number } | { readonly problem: RouteProblem };

/** A failure as Vercel writes them. */
export interface RouteProblem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** One route of the API. */
export interface Route {
  readonly method: string;
  readonly route: string;
  /** The query as Vercel's schema has it; anything else is refused. */
  readonly query: z.ZodType<Readonly<Record<string, unknown>>>;
  /** False for routes that are not about a team. */
  readonly ofTeam?: false;
  /** False for those whose address is the secret. */
  readonly signedIn?: false;
  answer(context: RouteContext, ids: readonly string[], query: Readonly<Record<string, unknown>>): RouteAnswer;
}

const text = z.string().min(1).optional();
const ofTeam = { teamId: text, slug: text };
const limit = z.coerce.number().int().min(1).max(100).optional();
const time = z.coerce.number().int().nonnegative().optional();

const notFound = (what: string): RouteAnswer => ({
  problem: { status: 404, code: "not_found", message: `${what} not found` },
});

const byNewest = (one: FakeDeployment, other: FakeDeployment) =>
  other.createdAt - one.createdAt || (other.id < one.id ? -1 : 1);

const numberOf = (value: unknown, fallback: number) => (typeof value === "number" ? value : fallback);

function findProject({ store }: RouteContext, idOrName: unknown): FakeProject | undefined {
  if (typeof idOrName !== "string") return undefined;
  return store.projects.get(idOrName) ?? [...store.projects.values()].find(({ name }) => name === idOrName);
}

function withDeployment(
  context: RouteContext,
  ids: readonly string[],
  answer: (deployment: FakeDeployment) => unknown,
): RouteAnswer {
  const deployment = context.store.deployments.get(ids[0] ?? "");
  return deployment === undefined || deployment.state === "DELETED"
    ? notFound("Deployment")
    : { body: answer(deployment) };
}

/** The routes of Vercel's REST API the fake answers (vercel.com/docs/rest-api). */
export const routes: readonly Route[] = [
  {
    method: "GET",
    route: "/v2/user",
    query: z.strictObject({}),
    ofTeam: false,
    answer: ({ user }) => ({ body: { user: { ...user, email: "ada@example.com" } } }),
  },
  {
    method: "GET",
    route: "/v2/teams/{}",
    query: z.strictObject({ slug: text }),
    ofTeam: false,
    answer({ team }, [id]) {
      if (id !== team.id) return { problem: { status: 403, code: "forbidden", message: "Not authorized" } };
      const { plan, ...rest } = team;
      return { body: { ...rest, billing: { plan }, membership: { role: "MEMBER", confirmed: true } } };
    },
  },
  {
    method: "GET",
    route: "/v10/projects",
    query: z.strictObject({ ...ofTeam, limit, from: text, search: text, repo: text }),
    answer(context, _ids, query) {
      const all = [...context.store.projects.values()].sort((one, other) => (one.id < other.id ? 1 : -1));
      const rest = query.from === undefined ? all : all.filter(({ id }) => id < String(query.from));
      const page = rest.slice(0, numberOf(query.limit, 20));
      const next = rest.length > page.length ? (page.at(-1)?.id ?? null) : null;
      const projects = page.map((project) =>
        renderProject(context.store, context.team, project, context.hookUrl(project.id)),
      );
      return { body: { projects, pagination: { count: page.length, next, prev: page[0]?.id ?? null } } };
    },
  },
  {
    method: "GET",
    route: "/v9/projects/{}",
    query: z.strictObject(ofTeam),
    answer(context, [id]) {
      const project = findProject(context, id);
      if (project === undefined) return notFound("Project");
      return { body: renderProject(context.store, context.team, project, context.hookUrl(project.id)) };
    },
  },
  {
    method: "GET",
    route: "/v10/projects/{}/env",
    query: z.strictObject({ ...ofTeam, decrypt: z.enum(["true", "false"]).optional(), gitBranch: text, source: text }),
    answer(context, [id], query) {
      const project = findProject(context, id);
      if (project === undefined) return notFound("Project");
      const decrypt = query.decrypt === "true";
      if (decrypt) context.revealed(`The variables of ${project.id}, decrypted`);
      const envs = (context.store.variables.get(project.id) ?? []).map((variable) => renderVariable(variable, decrypt));
      return { body: { envs } };
    },
  },
  {
    method: "GET",
    route: "/v1/projects/{}/env/{}",
    query: z.strictObject(ofTeam),
    answer(context, [id, variable]) {
      context.revealed(`The variable ${variable} of ${id}`);
      const found = (context.store.variables.get(id ?? "") ?? []).find(
        ({ key }) => `env_${key.toLowerCase()}` === variable,
      );
      return found === undefined ? notFound("Variable") : { body: renderVariable(found, true) };
    },
  },
  {
    method: "GET",
    route: "/v6/deployments",
    query: z.strictObject({
      ...ofTeam,
      limit,
      since: time,
      until: time,
      from: time,
      to: time,
      projectId: text,
      app: text,
      state: text,
      target: text,
    }),
    answer(context, _ids, query) {
      // A project that is not there has no deployments: Vercel does not say that it is missing.
      const project = query.projectId === undefined ? undefined : (findProject(context, query.projectId)?.id ?? "none");
      const since = numberOf(query.since, -1);
      const until = numberOf(query.until, Number.POSITIVE_INFINITY);
      const rest = [...context.store.deployments.values()]
        .filter(
          ({ projectId, createdAt }) => (project ?? projectId) === projectId && createdAt > since && createdAt < until,
        )
        .sort(byNewest);
      const page = rest.slice(0, numberOf(query.limit, 20));
      const next = rest.length > page.length ? (page.at(-1)?.createdAt ?? null) : null;
      return {
        body: {
          deployments: page.map((deployment) => renderListed(deployment, context.team)),
          pagination: { count: page.length, next, prev: page[0]?.createdAt ?? null },
        },
      };
    },
  },
  {
    method: "GET",
    route: "/v13/deployments/{}",
    query: z.strictObject({ ...ofTeam, withGitRepoInfo: text }),
    answer: (context, ids) =>
      withDeployment(context, ids, (deployment) => renderDeployment(context.store, deployment, context.team)),
  },
  {
    method: "GET",
    route: "/v3/deployments/{}/events",
    query: z.strictObject({
      ...ofTeam,
      direction: z.enum(["forward", "backward"]).optional(),
      follow: z.enum(["0", "1"]).optional(),
      builds: z.enum(["0", "1"]).optional(),
      limit: z.coerce.number().int().min(-1).optional(),
      name: text,
      since: time,
      until: time,
      statusCode: text,
      delimiter: z.enum(["0", "1"]).optional(),
    }),
    answer: (context, ids, query) =>
      withDeployment(context, ids, ({ id }) => {
        const log = context.store.logs.get(id) ?? [];
        const most = numberOf(query.limit, 100);
        const page = most === -1 ? log : log.slice(0, most);
        return page.map((line, index) => renderEvent(line, index, id));
      }),
  },
  {
    method: "GET",
    route: "/v2/deployments/{}/aliases",
    query: z.strictObject(ofTeam),
    answer: (context, ids) =>
      withDeployment(context, ids, ({ id, createdAt }) => ({
        aliases: (context.store.aliases.get(id) ?? []).map((alias, index) => ({
          uid: `alias_${index}`,
          alias,
          created: new Date(createdAt).toISOString(),
          redirect: null,
        })),
      })),
  },
  {
    method: "GET",
    route: "/v2/deployments/{}/check-runs",
    query: z.strictObject(ofTeam),
    answer: (context, ids) =>
      withDeployment(context, ids, (deployment) => ({
        runs: (context.store.checks.get(deployment.id) ?? []).map((run, index) =>
          renderRun(run, index, deployment, context.team),
        ),
      })),
  },
  {
    method: "POST",
    route: "/v1/integrations/deploy/{}/{}",
    query: z.strictObject({ buildCache: z.enum(["true", "false"]).optional() }),
    ofTeam: false,
    signedIn: false,
    answer(context, [project = "", hook = ""]) {
      const job = context.deploy(project, hook);
      return job === undefined ? notFound("The requested hook") : { body: { job }, status: 201 };
    },
  },
];
