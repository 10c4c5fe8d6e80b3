import type { z } from "zod";
import { isOversized } from "./api/body.ts";
import { isForbidden, isGone } from "./api/failure.ts";
import { aliasesSchema, checkRunsSchema, type Deployment, eventsSchema } from "./api/schemas.ts";
import type { VercelContext } from "./context.ts";
import type { DeploymentParts } from "./documents/deployment.ts";
import { isEnded } from "./documents/version.ts";

/** Every line of a log (`limit` of GET /v3/deployments/{}/events), the oldest first. */
const WHOLE_LOG = { builds: 1, direction: "forward", follow: 0, limit: -1 } as const;

/**
 * Asks for what belongs to a deployment: its log once it has ended, its addresses once it is ready, the runs of its checks
 * when it has any. What may not be read or is no longer there is named; any other failure is thrown.
 */
export async function readParts(
  context: VercelContext,
  deployment: Deployment,
  signal: AbortSignal | undefined,
): Promise<DeploymentParts> {
  const missing: string[] = [];
  const ids = [deployment.id];

  async function part<Answer>(
    what: string,
    route: string,
    schema: z.ZodType<Answer>,
    query: Readonly<Record<string, string | number>> = {},
  ): Promise<Answer | undefined> {
    try {
      return (await context.client.get({ what, route, ids, query, schema }, signal)).data;
    } catch (error) {
      if (isForbidden(error)) missing.push(`${what}: the token may not read it`);
      else if (isOversized(error)) missing.push(`${what}: it is too large to be read`);
      else if (isGone(error)) missing.push(`${what}: Vercel does not have it any more`);
      else throw error;
      return undefined;
    }
  }

  const ended = isEnded(deployment.readyState);
  const withLog = context.config.logs !== false;
  if (withLog && !ended) missing.push("build log: the build has not ended");
  const [events, aliases, checks] = await settled([
    withLog && ended ? part("build log", "/v3/deployments/{}/events", eventsSchema, WHOLE_LOG) : undefined,
    deployment.readyState === "READY" ? part("addresses", "/v2/deployments/{}/aliases", aliasesSchema) : undefined,
    deployment.checksState != null ? part("checks", "/v2/deployments/{}/check-runs", checkRunsSchema) : undefined,
  ]);
  return { events, aliases: aliases?.aliases.map(({ alias }) => alias), checks: checks?.runs, missing };
}

/** Waits for all of them, so that none is still under way when one has failed. */
async function settled<Parts extends readonly unknown[]>(
  parts: Parts,
): Promise<{ -readonly [Key in keyof Parts]: Awaited<Parts[Key]> }> {
  await Promise.allSettled(parts);
  return Promise.all(parts) as Promise<{ -readonly [Key in keyof Parts]: Awaited<Parts[Key]> }>;
}
