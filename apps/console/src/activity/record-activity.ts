import { setTimeout as sleep } from "node:timers/promises";
import type { EventData } from "@tributary/validation";
import type { Runtime } from "../runtime.ts";

/** How long telling of it may hold up what was done, in milliseconds. */
const PATIENCE_MS = 2_000;

/**
 * Has an entry of the audit trail written. Never rejects: what was done is done, and an engine that is down must not make
 * it look otherwise; the log then says what is missing.
 */
export async function recordActivity(
  { services, workflows }: Pick<Runtime, "services" | "workflows">,
  entry: Pick<EventData<"activity.record">, "workspaceId" | "actor" | "action" | "subject" | "details">,
): Promise<void> {
  const lost = (error: unknown) => {
    const { workspaceId, actor, action, subject } = entry;
    services.logger.warn({ error, workspaceId, actor, action, subject }, "an entry of the audit trail was lost");
  };
  const data = { ...entry, at: new Date().toISOString() };
  const sent = workflows.inngest.send({ name: "activity.record", data }).catch(lost);
  await Promise.race([sent, sleep(PATIENCE_MS, undefined, { ref: false })]);
}
