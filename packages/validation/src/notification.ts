import { z } from "zod";
import { problemSchema } from "./error.ts";

/** What people can be told of. */
export const notificationTopicSchema = z.enum([
  "source-attention",
  "sync-failed",
  "deletions-held",
  "report-ready",
  "alert",
]);
export type NotificationTopic = z.infer<typeof notificationTopicSchema>;

/** Most email addresses of one workspace. */
const EMAILS_MAX = 20;

/** Body of `PUT /v1/notification-preferences`; what is left out stays as it is. */
export const setNotificationPreferencesSchema = z
  .object({
    topics: z.array(notificationTopicSchema).max(20).optional(),
    emails: z.array(z.email().max(254)).max(EMAILS_MAX).optional(),
    /** Address of a Slack incoming webhook, which is a secret: kept sealed and never answered; null takes it back. */
    slackWebhookUrl: z.string().max(500).nullable().optional(),
  })
  .meta({ id: "NotificationPreferencesChange" });

const channelSchema = z.object({
  /** Whether anything can be sent: the server is set up for it, and there is somewhere to send it to. */
  ready: z.boolean(),
  /** What sending failed with the last time; null when it did not. */
  problem: problemSchema.nullable(),
});

/** The preferences of a workspace as the API shows them. */
export const notificationPreferencesSchema = z
  .object({
    topics: z.array(notificationTopicSchema),
    emails: z.array(z.string()),
    email: channelSchema,
    slack: channelSchema,
  })
  .meta({ id: "NotificationPreferences" });
export type NotificationPreferences = z.infer<typeof notificationPreferencesSchema>;
