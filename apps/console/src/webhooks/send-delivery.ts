import { webhookDeliveries } from "@tributary/database";
import type { Runtime } from "../runtime.ts";

/** A kept delivery, as far as the workflows have to know it. */
export interface HandedOver {
  readonly workspaceId: string;
  readonly id: string;
  readonly kind: string;
  readonly attempts: number;
}

/** The event that has a delivery worked on. Sent twice for the same attempt, it counts once. */
export function deliveryEvent(delivery: HandedOver) {
  const { workspaceId, id, kind, attempts } = delivery;
  return { id: `webhook:${id}:${attempts}`, name: `webhook/${kind}`, data: { workspaceId, deliveryId: id } };
}

/** Hands kept deliveries to the workflows in one request; false when they cannot be reached, which is logged. */
export async function sendDeliveries(
  runtime: Pick<Runtime, "services" | "workflows">,
  deliveries: readonly HandedOver[],
): Promise<boolean> {
  try {
    await runtime.workflows.inngest.send(deliveries.map(deliveryEvent));
    return true;
  } catch (error) {
    const [{ id: first } = { id: null }] = deliveries;
    runtime.services.logger.error(
      { error, first, deliveries: deliveries.length },
      "the workflow engine did not take deliveries",
    );
    return false;
  }
}

/** Deliveries handed over at a start; the sweep does the rest. */
const RESUMED_MAX = 1_000;

/**
 * Hands over what an earlier process kept and may not have handed over before it ended. The event's id is the same, so
 * that nothing the workflows have taken already begins once more.
 */
export async function resumeDeliveries(runtime: Pick<Runtime, "services" | "workflows">): Promise<void> {
  const left = await webhookDeliveries.pending(runtime.services.database, { limit: RESUMED_MAX });
  if (left.length > 0) await sendDeliveries(runtime, left);
}
