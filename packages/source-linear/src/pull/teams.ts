import { SourceError } from "@tributary/source";
import { z } from "zod";
import type { LinearContext } from "../context.ts";

const teamsSchema = z.object({ nodes: z.array(z.object({ key: z.string() })) });

/**
 * Makes sure that the teams of a configuration are there: a team that was renamed or hidden would otherwise look like one
 * whose things were all deleted. Throws `not-found`.
 */
export async function checkTeams(context: LinearContext, signal: AbortSignal | undefined): Promise<void> {
  const { teams } = context.config;
  if (teams === undefined) return;
  const { data } = await context.client.query(
    {
      name: "Teams",
      declares: "$filter: TeamFilter!",
      selection: "teams(filter: $filter, first: 100, includeArchived: true) { nodes { key } }",
      variables: { filter: { key: { in: teams } } },
    },
    signal,
  );
  const parsed = teamsSchema.safeParse(data.teams);
  if (!parsed.success) throw new SourceError("invalid-response", "Linear's list of teams is not as its schema has it.");
  const found = new Set(parsed.data.nodes.map(({ key }) => key));
  const missing = teams.filter((key) => !found.has(key));
  if (missing.length === 0) return;
  throw new SourceError(
    "not-found",
    `The credentials see no team ${missing.join(", ")} in ${context.config.workspace}: correct teams in the configuration, or grant access.`,
    { setting: ["config", "teams"] },
  );
}
