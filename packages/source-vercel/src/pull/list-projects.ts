import { type SourceChange, SourceError } from "@tributary/source";
import { type Project, projectListSchema, projectSchema } from "../api/schemas.ts";
import type { VercelContext } from "../context.ts";
import { projectVersion } from "../documents/version.ts";
import { readEnvironment } from "./environment.ts";
import { checkCount, checkNext, type List } from "./list.ts";

/** Most projects on a page (`limit` of GET /v10/projects). */
const PAGE_SIZE = 100;

/** Projects on a page when each has its environment variables read: what fails is asked for again from the page's beginning. */
const FULL_PAGE_SIZE = 20;

/** The projects of the team. */
export const projectList: List = {
  name: "projects",
  async read(context, { full, since, next, signal }) {
    const limit = full && context.config.environment !== false ? FULL_PAGE_SIZE : PAGE_SIZE;
    const ask = () =>
      context.client.get(
        {
          what: "the projects",
          route: "/v10/projects",
          query: { limit, from: next ?? undefined },
          schema: projectListSchema,
        },
        signal,
      );
    let { data, answeredAt } = await ask();
    let requests = 1;
    if (full && data.pagination.next === null) {
      // What is missing from a complete listing is deleted: its end is believed when it is said twice.
      const again = await ask();
      if (again.data.projects.length >= data.projects.length) data = again.data;
      requests += 1;
    }
    checkCount("projects", data.pagination, data.projects.length);
    checkNext("projects", data.pagination.next, next);
    const changes: SourceChange[] = [];
    for (const project of data.projects) {
      checkOwner(context, project);
      if (!full && (project.updatedAt ?? Number.POSITIVE_INFINITY) < since) continue;
      changes.push(await listedAs(context, project, signal));
      requests += 1;
    }
    return { changes, open: [], next: data.pagination.next, edge: [], answeredAt, requests };
  },
};

/** One project of the configuration; throws `not-found` when it is not there, as a renamed one must not look empty. */
export const namedProject = (name: string): List => ({
  name: "projects",
  async read(context, { full, since, signal }) {
    const { project, answeredAt } = await readProject(context, name, signal);
    const isListed = full || (project.updatedAt ?? Number.POSITIVE_INFINITY) >= since;
    const changes = isListed ? [await listedAs(context, project, signal)] : [];
    return { changes, open: [], next: null, edge: [], answeredAt, requests: 1 + changes.length };
  },
});

/** A project by itself. Throws `invalid-response` for one of another team. */
export async function readProject(
  context: VercelContext,
  idOrName: string,
  signal: AbortSignal | undefined,
): Promise<{ readonly project: Project; readonly answeredAt: number }> {
  const { data, answeredAt } = await context.client.get(
    { what: `the project ${idOrName}`, route: "/v9/projects/{}", ids: [idOrName], schema: projectSchema },
    signal,
  );
  checkOwner(context, data);
  return { project: data, answeredAt };
}

/** A project as a pull lists it. */
export async function listedAs(
  context: VercelContext,
  project: Project,
  signal: AbortSignal | undefined,
): Promise<SourceChange> {
  const { names } = await readEnvironment(context, project.id, signal);
  const version = projectVersion(project, names);
  return {
    type: "reference",
    reference: { id: context.idOf("project", project.id), version, type: "project" },
  };
}

function checkOwner({ config }: VercelContext, { accountId }: Project): void {
  if (accountId === config.team) return;
  throw new SourceError("invalid-response", "Vercel answered with a project of another team.");
}
