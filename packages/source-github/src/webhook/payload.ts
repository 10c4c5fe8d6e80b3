import type { WebhookDelivery } from "@tributary/source";
import { headerOf } from "@tributary/source/webhook";
import { z } from "zod";
import { DELIVERY_MAX_BYTES } from "./verify.ts";

const numbered = z.object({ number: z.number().int().positive() });
const named = z.object({ full_name: z.string() });
const login = z.object({ login: z.string() });

/** The parts of payloads that are read; everything else is passed over. */
export const payloadSchema = z.object({
  action: z.string().optional(),
  repository: z.object({ full_name: z.string(), default_branch: z.string().optional() }).optional(),
  /** Set on `repository` events of a rename or transfer. */
  changes: z
    .object({
      repository: z.object({ name: z.object({ from: z.string() }).optional() }).optional(),
      owner: z.object({ from: z.object({ user: login.nullish(), organization: login.nullish() }) }).optional(),
    })
    .optional(),
  issue: numbered.extend({ pull_request: z.unknown().optional() }).optional(),
  pull_request: numbered.optional(),
  discussion: numbered.optional(),
  /** Of `sub_issues` events: the two issues, and the repository of the one that is not in this one. */
  parent_issue: numbered.optional(),
  parent_issue_repo: named.nullish(),
  sub_issue: numbered.optional(),
  sub_issue_repo: named.nullish(),
  release: z.object({ tag_name: z.string().min(1) }).optional(),
  ref: z.string().nullish(),
  forced: z.boolean().optional(),
  created: z.boolean().optional(),
  deleted: z.boolean().optional(),
  size: z.number().optional(),
  commits: z
    .array(
      z.object({
        id: z.string(),
        added: z.array(z.string()).optional(),
        modified: z.array(z.string()).optional(),
        removed: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});
export type Payload = z.infer<typeof payloadSchema>;

/** A delivery's event and payload, or why it has none that can be read. */
export function readDelivery(
  delivery: WebhookDelivery,
): { readonly event: string; readonly payload: Payload } | { readonly problem: string } {
  const event = headerOf(delivery, "x-github-event");
  if (event === undefined || !/^[a-z_]{1,60}$/.test(event)) return { problem: "It names no event." };
  if (delivery.body.byteLength > DELIVERY_MAX_BYTES) return { problem: "It is larger than any GitHub sends." };
  const type = headerOf(delivery, "content-type") ?? "application/json";
  const text = Buffer.from(delivery.body).toString("utf8");
  let json: string | null = null;
  if (/^application\/json\b/i.test(type)) json = text;
  else if (/^application\/x-www-form-urlencoded\b/i.test(type)) json = new URLSearchParams(text).get("payload");
  if (json === null) return { problem: "Its content type is neither JSON nor a form with a payload." };
  try {
    const payload = payloadSchema.safeParse(JSON.parse(json));
    return payload.success ? { event, payload: payload.data } : { problem: "Its payload is not as documented." };
  } catch {
    return { problem: "Its payload is no JSON." };
  }
}
