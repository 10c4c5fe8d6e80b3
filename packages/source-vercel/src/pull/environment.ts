import { line } from "@tributary/source/text";
import { isForbidden, isGone } from "../api/failure.ts";
import { environmentSchema } from "../api/schemas.ts";
import type { VercelContext } from "../context.ts";
import type { EnvironmentName } from "../documents/version.ts";

/** Names of a project's environment variables, or why they are missing; neither when they are not to be read. */
export interface Environment {
  readonly names: readonly EnvironmentName[] | null;
  readonly missing?: string;
}

/**
 * Reads the names of a project's environment variables. The route is the one that does not decrypt, and it is never asked
 * to; what Vercel sends of values all the same is dropped while the answer is read.
 */
export async function readEnvironment(
  context: VercelContext,
  projectId: string,
  signal: AbortSignal | undefined,
): Promise<Environment> {
  if (context.config.environment === false) return { names: null };
  try {
    const { data } = await context.client.get(
      {
        what: "the names of a project's environment variables",
        route: "/v10/projects/{}/env",
        ids: [projectId],
        schema: environmentSchema,
      },
      signal,
    );
    const targets = new Map<string, Set<string>>();
    for (const { key, target, gitBranch } of data.envs) {
      const places = typeof target === "string" ? [target] : (target ?? []);
      const known = targets.get(line(key)) ?? new Set();
      for (const place of places) known.add(gitBranch ? `${line(place)} (${line(gitBranch)})` : line(place));
      targets.set(line(key), known);
    }
    const names = [...targets]
      .map(([name, places]) => ({ name, targets: [...places].sort() }))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
    // The route takes no page: what it does not answer with cannot be asked for.
    return data.pagination?.next == null
      ? { names }
      : { names, missing: `environment variable names: Vercel answers with the first ${data.envs.length} only` };
  } catch (error) {
    if (isForbidden(error)) return { names: null, missing: "environment variable names: the token may not read them" };
    if (isGone(error)) return { names: null, missing: "environment variable names: they are not there" };
    throw error;
  }
}
