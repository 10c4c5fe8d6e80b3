import { bodyField } from "../../../webhooks/delivery-fields.ts";
import type { WorkflowContext } from "../../workflow.ts";
import { type Router, webhookHandler } from "./webhook-handler.ts";

/** Has what a Vercel delivery names read again: deployments by functions of their own, the rest by a sync. */
export function webhookVercel(context: WorkflowContext) {
  return webhookHandler(context, { id: "webhook.vercel", route: routeVercel });
}

const routeVercel: Router = ({ references, delivery, source }) => {
  const scope = { workspaceId: source.workspaceId, sourceId: source.id };
  const isNew = bodyField(delivery.body, "type") === "deployment.created";
  const name = isNew ? "vercel/deployment.created" : "vercel.deployment.received";
  const events = [];
  const others = [];
  for (const reference of references) {
    const [, deploymentId] = /^deployment:(\w{1,80})$/.exec(reference) ?? [];
    if (deploymentId === undefined) others.push(reference);
    else events.push({ name, data: { ...scope, deploymentId } });
  }
  return { events, references: others.length > 0 ? others : null };
};
