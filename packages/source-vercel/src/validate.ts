import { isSourceError, type SourceAccount, type SourceCapability, SourceError } from "@tributary/source";
import { line } from "@tributary/source/text";
import { z } from "zod";
import type { VercelRequest } from "./api/client.ts";
import { isForbidden, isGone } from "./api/failure.ts";
import { deploymentListSchema, environmentSchema, projectListSchema, userSchema } from "./api/schemas.ts";
import type { VercelContext } from "./context.ts";
import { askForTeam } from "./fetch.ts";
import { readProject } from "./pull/list-projects.ts";

/** Says whose token it is, what it reads of the team, and what it lacks. */
export async function validate(context: VercelContext, signal: AbortSignal | undefined): Promise<SourceAccount> {
  const { client, config } = context;
  const who = await nameOfUser(context, signal);
  const team = await about("team", askForTeam(context, signal));
  if (team.id !== config.team) throw new SourceError("invalid-response", "Vercel answered with another team.");
  for (const name of config.projects ?? []) await about("projects", readProject(context, name, signal));

  const capabilities: SourceCapability[] = [];
  async function probe<Answer>(
    name: string,
    option: string,
    request: VercelRequest<Answer>,
  ): Promise<Answer | undefined> {
    try {
      const { data } = await client.get(request, signal);
      capabilities.push({ name, available: true });
      return data;
    } catch (error) {
      // A deployment whose log is gone says nothing about the token.
      if (isGone(error)) {
        capabilities.push({ name, available: true });
        return undefined;
      }
      if (!isForbidden(error)) throw error;
      const problem = `The token may not read ${name}: use one of a member whose role may, or ${option}.`;
      capabilities.push({ name, available: false, problem });
      return undefined;
    }
  }

  const named = config.projects?.[0];
  const projects = await probe("projects", "ask an owner of the team for access", {
    what: "the projects",
    route: "/v10/projects",
    query: { limit: 1 },
    schema: projectListSchema,
  });
  const project = named ?? projects?.projects[0]?.id;
  if (project !== undefined && config.environment !== false) {
    await probe("environment variable names", "set environment to false", {
      what: "the names of a project's environment variables",
      route: "/v10/projects/{}/env",
      ids: [project],
      schema: environmentSchema,
    });
  }
  if (config.deployments !== false) {
    const listed = await probe("deployments", "set deployments to false", {
      what: "the deployments",
      route: "/v6/deployments",
      query: { limit: 1, projectId: named },
      schema: deploymentListSchema,
    });
    const deployment = listed?.deployments[0];
    if (deployment !== undefined && config.logs !== false) {
      await probe("build logs", "set logs to false", {
        what: "a build log",
        route: "/v3/deployments/{}/events",
        ids: [deployment.uid],
        query: { builds: 1, direction: "forward", follow: 0, limit: 1 },
        schema: z.array(z.unknown()),
      });
    }
  }
  const isHobby = team.billing?.plan === "hobby";
  capabilities.push(
    isHobby
      ? {
          name: "create webhooks",
          available: false,
          problem:
            "A team of the Hobby plan has no webhooks: change its plan, use an integration's, or rely on the schedule.",
        }
      : { name: "create webhooks", available: true },
  );
  const teamName = line(team.name || team.slug) || team.id;
  return { name: `${who} in ${teamName}`, title: `${teamName} Vercel`, capabilities };
}

/** Names the setting to correct where something that is named there is not seen. */
async function about<Answer>(setting: "team" | "projects", asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    if (!isSourceError(error) || (error.code !== "not-found" && error.code !== "forbidden")) throw error;
    throw new SourceError(error.code, error.message, { cause: error.cause, setting: ["config", setting] });
  }
}

/** Whose token it is: an integration's has nobody behind it and may not ask. */
async function nameOfUser({ client }: VercelContext, signal: AbortSignal | undefined): Promise<string> {
  try {
    const request = { what: "the user", route: "/v2/user", ofTeam: false, schema: userSchema };
    const { user } = (await client.get(request, signal)).data;
    return line(user.name || user.username) || "Somebody";
  } catch (error) {
    if (isForbidden(error)) return "An integration";
    throw error;
  }
}
