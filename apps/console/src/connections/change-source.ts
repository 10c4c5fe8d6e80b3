import { type Source, sources, syncSchedules } from "@tributary/database";
import { type SourceErrorCode, sourceErrorCodes } from "@tributary/source";
import type { changeSourceSchema, SourceCheck } from "@tributary/validation";
import type { z } from "zod";
import { ApiError, notFound } from "../error-answers.ts";
import type { Services } from "../services.ts";
import { sourceDefinitions } from "../sources.ts";
import { connectedSource } from "../syncs/connected-source.ts";
import { checkSchedule } from "../syncs/sync-schedule.ts";
import { checkSource } from "./check-source.ts";

/**
 * Changes what is given of a source, all of it or nothing. Credentials are tried before they replace those that are kept.
 * Throws ApiError 404 for a source the workspace has not, 409 for a disconnected one, 400 for a schedule that is none,
 * 422 (503 where trying again helps) for credentials that do not work.
 */
export async function changeSource(
  services: Services,
  request: {
    readonly workspaceId: string;
    readonly sourceId: string;
    readonly change: z.infer<typeof changeSourceSchema>;
  },
): Promise<Source> {
  const { database, credentials: vault } = services;
  const { workspaceId, sourceId, change } = request;
  const { name, paused, syncSchedule, credentials } = change;
  const source = await connectedSource(database, { workspaceId, sourceId });
  const checked = syncSchedule && checkSchedule(syncSchedule, new Date());
  if (credentials !== undefined) await refuseUnlessWorking(services, source, credentials);
  return await database.transaction(async (transaction) => {
    if (credentials !== undefined) {
      await vault.store(transaction, { workspaceId, sourceId }, credentials);
      // What it failed with was found with other credentials; the next sync says whether it lasts.
      await sources.setProblem(transaction, workspaceId, sourceId, null);
    }
    if (name !== undefined) await sources.rename(transaction, workspaceId, sourceId, name);
    if (paused !== undefined) await sources.setPaused(transaction, workspaceId, sourceId, paused);
    if (syncSchedule !== undefined) {
      await syncSchedules.set(transaction, {
        ...{ workspaceId, sourceId },
        schedule: checked?.schedule ?? null,
        nextSyncAt: checked?.next.toISOString() ?? null,
      });
    }
    const changed = await sources.get(transaction, workspaceId, sourceId);
    if (!changed) throw notFound("source", sourceId);
    return changed;
  });
}

async function refuseUnlessWorking(services: Services, source: Source, credentials: unknown): Promise<void> {
  const { workspaceId, kind, config } = source;
  const definition = sourceDefinitions.get(kind);
  if (!definition) throw new ApiError(422, "invalid-config", `This console does not know sources of the kind ${kind}.`);
  const check = await checkSource(services, { workspaceId, definition, config, credentials });
  if (check.problem) throw refusal(check.problem, check.issues);
}

function refusal({ code, message }: NonNullable<SourceCheck["problem"]>, issues: SourceCheck["issues"]): ApiError {
  const isRetryable = sourceErrorCodes[code as SourceErrorCode].retryable;
  const fields = issues.map(({ path, message: issue }) => `${path.join(".")}: ${issue}`).join(" ");
  return new ApiError(isRetryable ? 503 : 422, code, code === "invalid-config" && fields !== "" ? fields : message);
}
