import type { WebhookDelivery, WebhookOutcome } from "@tributary/source";
import { plainName } from "@tributary/source/webhook";
import type { Kind } from "../context.ts";
import { CENSUS, formatHint } from "../pull/hints.ts";
import { readPayload } from "./payload.ts";

/** Events after which more is gone than they name. */
const REMOVALS: ReadonlySet<string> = new Set(["project.removed", "project.transferred-out"]);

/** Says what a delivery means, by ids only: everything is read again from Vercel. */
export function parseDelivery(delivery: WebhookDelivery): WebhookOutcome {
  const read = readPayload(delivery);
  if ("problem" in read) return { type: "ignored", reason: read.problem };
  const { type, payload = {} } = read;
  if (REMOVALS.has(type)) return { type: "changes", changes: { references: [CENSUS] } };
  const references = [
    ...hintOf("deployment", type, payload.deployment?.id ?? payload.deploymentId),
    ...hintOf("project", type, payload.project?.id ?? payload.projectId),
  ];
  if (references.length > 0) return { type: "changes", changes: { references } };
  const name = plainName(type);
  const isOurs = type.startsWith("deployment.") || type.startsWith("project.");
  const reason = isOurs
    ? `This ${name} event names nothing to read again.`
    : `Events of the type ${name} change nothing here.`;
  return { type: "ignored", reason };
}

/** An event of a deployment names its project as well, which it leaves as it is. */
function hintOf(kind: Kind, type: string, id: string | null | undefined): readonly string[] {
  return type.startsWith(`${kind}.`) && typeof id === "string" && /^\w{1,80}$/.test(id)
    ? [formatHint({ kind, id })]
    : [];
}
