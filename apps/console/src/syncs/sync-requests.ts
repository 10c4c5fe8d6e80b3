import { setTimeout as sleep } from "node:timers/promises";
import { jobs } from "@tributary/database";
import type { ChangeHint, Job, SyncMode } from "@tributary/validation";
import { ApiError } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";
import { syncRequested } from "./sync-requested.ts";

/** Longest a request waits for the workflow engine, in milliseconds: whoever asked is told, while the client goes on trying. */
const SEND_MAX_MS = 10_000;

/**
 * Asks for a sync and returns its job. While a sync of the source is queued or running, that one's job is returned: its
 * event is sent again, which does nothing where it is known and repairs the case where a crash came before it was sent.
 */
export async function requestSync(
  runtime: Pick<Runtime, "services" | "workflows">,
  request: { workspaceId: string; sourceId: string; mode: SyncMode; trigger: string; changes?: ChangeHint },
): Promise<{ readonly job: Job; readonly created: boolean }> {
  const requested = await jobs.request(runtime.services.database, request);
  const { job } = requested;
  try {
    const sent = runtime.workflows.inngest.send(syncRequested(request, job));
    await Promise.race([sent, tooLong()]);
  } catch (error) {
    runtime.services.logger.error({ error }, "the workflow engine did not take an event");
    throw new ApiError(
      503,
      "unavailable",
      "The workflow engine cannot be reached: the sync will start when asked again.",
    );
  }
  return requested;
}

async function tooLong(): Promise<never> {
  await sleep(SEND_MAX_MS, undefined, { ref: false });
  throw new Error(`The workflow engine did not take an event within ${SEND_MAX_MS} ms.`);
}
