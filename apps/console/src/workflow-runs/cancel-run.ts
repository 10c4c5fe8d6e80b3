import { workflows as schemas } from "@tributary/validation";
import { z } from "zod";
import { ApiError } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";
import { cancelSync, jobIdOf } from "../syncs/cancel-sync.ts";
import { askEngine } from "./engine.ts";

const eventSchema = z.object({ data: z.object({ id: z.string(), data: z.unknown() }) });

/** A run, as far as it matters to its end. */
interface EndingRun {
  readonly id: string;
  readonly function: string;
  readonly endedAt: string | null;
  readonly event: { readonly id: string } | null;
}

/**
 * Cancels a run of the embedded engine. One that is a sync ends as a cancelled sync does: its job would stay running
 * otherwise, and the source would never be synced again. Throws as `askEngine` does.
 */
export async function cancelRun(runtime: Pick<Runtime, "services" | "workflows">, run: EndingRun): Promise<void> {
  if (run.endedAt !== null) return;
  if (run.function === "sync.orchestrator" && run.event) await cancelSyncOf(runtime, run.event.id);
  try {
    await askEngine(runtime, `/v1/runs/${encodeURIComponent(run.id)}`, { method: "DELETE" });
  } catch (error) {
    // Over meanwhile: by itself, or as its sync was cancelled.
    if (!(error instanceof ApiError && error.status === 409)) throw error;
  }
}

async function cancelSyncOf(runtime: Pick<Runtime, "services" | "workflows">, eventId: string): Promise<void> {
  const answer = await askEngine(runtime, `/v1/events/${encodeURIComponent(eventId)}`);
  const { id, data } = eventSchema.parse(await answer.json()).data;
  const requested = schemas["sync.orchestrator"].input.safeParse(data);
  // A run that was given something else fails by itself.
  if (!requested.success) return;
  const { workspaceId, sourceId, jobId = jobIdOf(id) } = requested.data;
  await cancelSync(runtime, { workspaceId, sourceId, jobId });
}
