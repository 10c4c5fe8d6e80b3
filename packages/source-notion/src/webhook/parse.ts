import type { WebhookDelivery, WebhookOutcome } from "@tributary/source";
import { plainName } from "@tributary/source/webhook";
import { normaliseId } from "../api/schemas.ts";
import { formatHint, type Hint } from "../pull/hints.ts";
import { type Payload, readPayload } from "./payload.ts";

/** Says what a delivery means, by ids only: everything is read again from Notion. */
export function parseDelivery(delivery: WebhookDelivery): WebhookOutcome {
  const read = readPayload(delivery);
  if ("problem" in read) return { type: "ignored", reason: read.problem };
  const { type } = read;
  if (type === undefined) {
    // The token is the secret to come: it is kept out of every sentence.
    const isHandshake = typeof read.verification_token === "string";
    return {
      type: "ignored",
      reason: isHandshake
        ? "It is the handshake of a new subscription: its token is what deliveries are signed with."
        : "It names no event.",
    };
  }
  const hint = hintOf(type, read);
  if (hint !== undefined) return { type: "changes", changes: { references: [formatHint(hint)] } };
  const name = plainName(type);
  const isOurs = /^(page|data_source|database|comment)\./.test(type);
  return {
    type: "ignored",
    reason: isOurs
      ? `This ${name} event names nothing to read again.`
      : `Events of the type ${name} change nothing here.`,
  };
}

function hintOf(type: string, { entity, data, timestamp }: Payload): Hint | undefined {
  const mark = markOf(timestamp);
  const [family] = type.split(".");
  if (family === "comment") return hint("comment", data?.page_id ?? pageIn(data?.parent), mark);
  if (family === "page" && entity?.type === "page") return hint("page", entity.id, mark);
  if (family === "data_source" && entity?.type === "data_source") return hint("table", entity.id, mark);
  if (family === "database" && entity?.type === "database") return hint("database", entity.id, mark);
  return undefined;
}

const pageIn = (parent: { id?: string | undefined; type?: string | undefined } | undefined) =>
  parent?.type === "page" ? parent.id : undefined;

function hint(kind: Hint["kind"], id: string | undefined, mark: string): Hint | undefined {
  return id !== undefined && /^[0-9a-fA-F-]{32,36}$/.test(id) ? { kind, id: normaliseId(id), mark } : undefined;
}

/** When it happened, as a short text: two events of one minute are told apart by it. */
function markOf(timestamp: string | undefined): string {
  const milliseconds = Date.parse(timestamp ?? "");
  return milliseconds > 0 ? milliseconds.toString(36) : "0";
}
