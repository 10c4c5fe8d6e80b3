import type { Runtime } from "../runtime.ts";

/** The event that has a delivery worked on. Sent twice for the same attempt, it counts once. */
export function deliveryEvent(delivery: {
  readonly workspaceId: string;
  readonly id: string;
  readonly kind: string;
  readonly attempts: number;
}) {
  const { workspaceId, id, kind, attempts } = delivery;
  return { id: `webhook:${id}:${attempts}`, name: `webhook/${kind}`, data: { workspaceId, deliveryId: id } };
}

/** Hands a kept delivery to the workflows; false when they cannot be reached, which is logged. */
export async function sendDelivery(
  runtime: Pick<Runtime, "services" | "workflows">,
  delivery: Parameters<typeof deliveryEvent>[0],
): Promise<boolean> {
  try {
    await runtime.workflows.inngest.send(deliveryEvent(delivery));
    return true;
  } catch (error) {
    runtime.services.logger.error({ error, deliveryId: delivery.id }, "the workflow engine did not take a delivery");
    return false;
  }
}
