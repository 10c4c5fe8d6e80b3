import type { WebhookDelivery, WebhookOutcome } from "@tributary/source";
import { plainName } from "@tributary/source/webhook";
import type { KindName } from "../kinds/kind.ts";
import { EVERYTHING, formatHint } from "../pull/hints.ts";
import { type Payload, readPayload } from "./payload.ts";

type Data = NonNullable<Payload["data"]>;

/** What a delivery of a type touches; undefined when that cannot be told one by one. */
type Reading = (data: Data, payload: Payload) => readonly string[] | undefined;

const again = (kind: KindName, id: string | null | undefined) =>
  isId(id) ? [formatHint({ kind, id, removed: false })] : [];

const own = (kind: KindName, data: Data, { action }: Payload) =>
  isId(data.id) ? [formatHint({ kind, id: data.id, removed: action === "remove" })] : [];

/** Webhook types that change documents (WebhookResourceType of Linear's schema). */
const readings: Readonly<Record<string, Reading>> = {
  Issue: (data, payload) => [
    ...own("issue", data, payload),
    // A parent lists its children.
    ...again("issue", data.parentId),
    ...again("issue", payload.updatedFrom?.parentId),
  ],
  Comment: (data) => {
    const hints = [
      ...again("issue", data.issueId),
      ...again("project", data.projectId),
      ...again("project-update", data.projectUpdateId),
      ...again("initiative-update", data.initiativeUpdateId),
    ];
    // Only a list of comments tells which document the content of a comment is of.
    return hints.length === 0 && isId(data.documentContentId) ? undefined : hints;
  },
  Attachment: (data) => again("issue", data.issueId),
  Project: (data, payload) => own("project", data, payload),
  ProjectUpdate: (data, payload) => own("project-update", data, payload),
  Initiative: (data, payload) => own("initiative", data, payload),
  InitiativeUpdate: (data, payload) => own("initiative-update", data, payload),
  Document: (data, payload) => own("document", data, payload),
};

/** Says what a delivery means, by ids only: everything is read again from Linear. */
export function parseDelivery(delivery: WebhookDelivery): WebhookOutcome {
  const payload = readPayload(delivery);
  if ("problem" in payload) return { type: "ignored", reason: payload.problem };
  const { type, action, data = {} } = payload;
  if (!/^(create|update|remove|restore)$/.test(action)) {
    return { type: "ignored", reason: `It is about the action ${plainName(action)}, which changes nothing here.` };
  }
  const reading = Object.hasOwn(readings, type) ? readings[type] : undefined;
  if (reading === undefined)
    return { type: "ignored", reason: `Events of the type ${plainName(type)} change nothing here.` };
  const references = reading(data, payload);
  if (references === undefined) return { type: "changes", changes: { references: [EVERYTHING] } };
  if (references.length === 0) return { type: "ignored", reason: `This ${type} event names nothing to read again.` };
  return { type: "changes", changes: { references: [...new Set(references)] } };
}

function isId(id: string | null | undefined): id is string {
  return typeof id === "string" && /^[\w-]{1,64}$/.test(id);
}
