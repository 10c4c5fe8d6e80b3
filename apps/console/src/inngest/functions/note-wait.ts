import { jobs, sources } from "@tributary/database";
import type { Services } from "../../services.ts";
import { sourceDefinitions } from "../../sources.ts";

/** Shortest wait worth telling anybody of, in milliseconds. */
const WORTH_TELLING_MS = 1_000;

/** Writes into a job until when a provider, its source's unless named, makes it wait, for whoever looks at its progress. */
export function noteWait(
  services: Services,
  job: { readonly workspaceId: string; readonly sourceId: string; readonly jobId: string },
  provider?: string,
): (milliseconds: number) => Promise<void> {
  const { database, logger } = services;
  const { workspaceId, sourceId, jobId } = job;
  return async (milliseconds) => {
    if (milliseconds < WORTH_TELLING_MS) return;
    try {
      const source = await sources.get(database, workspaceId, sourceId);
      services.telemetry.waited({
        workspaceId,
        kind: provider ? "embeddings" : (source?.kind ?? "unknown"),
        milliseconds,
      });
      const title = provider ?? sourceDefinitions.get(source?.kind ?? "")?.title ?? "the provider";
      const waiting = { until: new Date(Date.now() + milliseconds).toISOString(), reason: `waiting for ${title}` };
      await jobs.setWaiting(database, { workspaceId, jobId, waiting });
    } catch (error) {
      // What is shown must not decide how the work goes on.
      logger.warn({ error, jobId }, "the wait of a sync could not be noted");
    }
  };
}
