import type { Deployment } from "../api/schemas.ts";
import type { VercelContext } from "../context.ts";

/** Whether the configuration reads a project. */
export function isNamed(
  { config }: VercelContext,
  project: { readonly id?: string | null | undefined; readonly name?: string | null | undefined },
): boolean {
  const { projects } = config;
  return projects === undefined || projects.includes(project.id ?? "") || projects.includes(project.name ?? "");
}

/** Whether the configuration reads a deployment. */
export function isRead(context: VercelContext, { createdAt, projectId, project, name }: Deployment): boolean {
  if (context.config.deployments === false || createdAt < (earliest(context) ?? 0)) return false;
  return isNamed(context, { id: projectId ?? project?.id, name: project?.name ?? name });
}

/** The earliest creation the configuration reads, in milliseconds since the epoch; undefined for every one. */
export function earliest({ config }: VercelContext): number | undefined {
  return config.since === undefined ? undefined : Date.parse(`${config.since}T00:00:00Z`);
}
