import { z } from "zod";

const text = z.string().optional().catch(undefined);

/** A message's time and name within its channel: `1700000000.000100` (docs.slack.dev/messaging). */
export const timestampSchema = z.string().regex(/^\d{9,11}\.\d{6}$/);

const fileSchema = z.object({
  id: text,
  name: text,
  title: text,
  mimetype: text,
  mode: text,
  size: z.number().optional().catch(undefined),
  permalink: text,
  /** The beginning of a text file, or all of it. */
  preview: text,
  preview_is_truncated: z.boolean().optional().catch(undefined),
});
export type SlackFile = z.infer<typeof fileSchema>;

const attachmentSchema = z.object({
  title: text,
  title_link: text,
  from_url: text,
  pretext: text,
  text,
  fallback: text,
  author_name: text,
  fields: z
    .array(z.object({ title: text, value: text }))
    .optional()
    .catch(undefined),
});
export type SlackAttachment = z.infer<typeof attachmentSchema>;

/**
 * A message as conversations.history, conversations.replies and an export have it, as far as it is read. Only its time is
 * indispensable: what else is not as documented is read as absent.
 */
export const messageSchema = z.object({
  ts: timestampSchema,
  subtype: text,
  user: text,
  bot_id: text,
  username: text,
  bot_profile: z.object({ name: text }).optional().catch(undefined),
  text,
  thread_ts: timestampSchema.optional().catch(undefined),
  reply_count: z.int().nonnegative().optional().catch(undefined),
  latest_reply: timestampSchema.optional().catch(undefined),
  edited: z.object({ ts: text }).optional().catch(undefined),
  files: z.array(fileSchema).optional().catch(undefined),
  attachments: z.array(attachmentSchema).optional().catch(undefined),
  blocks: z.array(z.unknown()).optional().catch(undefined),
});
export type SlackMessage = z.infer<typeof messageSchema>;

/** A page of messages. Those that cannot be placed in time are counted, not read. */
export const messagesSchema = z.object({
  messages: z.array(z.unknown()),
  has_more: z.boolean().optional(),
  /** Set when the workspace's plan hides what is older. */
  is_limited: z.boolean().optional().catch(undefined),
});

/** The messages among raw ones, and how many are none. */
export function readMessages(raw: readonly unknown[]): {
  readonly messages: readonly SlackMessage[];
  readonly unread: number;
} {
  const messages = raw.flatMap((value) => messageSchema.safeParse(value).data ?? []);
  return { messages, unread: raw.length - messages.length };
}
