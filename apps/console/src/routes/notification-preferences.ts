import { createRoute, z } from "@hono/zod-openapi";
import { type KeptPreferences, notificationPreferences } from "@tributary/database";
import {
  type NotificationPreferences,
  notificationPreferencesSchema,
  setNotificationPreferencesSchema,
} from "@tributary/validation";
import type { App } from "../app.ts";
import { ApiError } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";
import { errorAnswers, json } from "./answers.ts";

/** `/v1/notification-preferences`: what the people of a workspace want to be told of, and where. */
export function notificationPreferenceRoutes(app: App, runtime: Runtime): void {
  const { database, credentials, outlets } = runtime.services;

  const show = ({ topics, emails, slack, problems }: KeptPreferences): NotificationPreferences => ({
    topics: [...topics],
    emails: [...emails],
    email: { ready: emails.length > 0 && outlets.settings.smtp !== undefined, problem: problems.email },
    slack: { ready: slack, problem: problems.slack },
  });

  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/notification-preferences",
      summary: "What people are told of, and where",
      responses: { ...errorAnswers, 200: json(notificationPreferencesSchema, "The preferences.") },
    }),
    async (context) => context.json(show(await notificationPreferences.get(database, context.get("workspaceId"))), 200),
  );

  app.openapi(
    createRoute({
      method: "put",
      path: "/v1/notification-preferences",
      summary: "Change what is given, and leave the rest; a Slack webhook's address is never shown again",
      request: {
        body: { required: true, content: { "application/json": { schema: setNotificationPreferencesSchema } } },
      },
      responses: { ...errorAnswers, 200: json(notificationPreferencesSchema, "The preferences.") },
    }),
    async (context) => {
      const changes = context.req.valid("json");
      if (changes.slackWebhookUrl) await checkAddress(changes.slackWebhookUrl);
      if (changes.emails?.length && !outlets.settings.smtp) {
        throw new ApiError(
          422,
          "no-mail-server",
          "This console sends no email: its operator sets SMTP_URL and SMTP_FROM.",
        );
      }
      const kept = await notificationPreferences.set(database, credentials, context.get("workspaceId"), changes);
      return context.json(show(kept), 200);
    },
  );

  const checkAddress = async (address: string) => {
    try {
      await outlets.checkSlackWebhook(address);
    } catch (error) {
      throw new ApiError(422, "no-slack-webhook", error instanceof Error ? error.message : String(error));
    }
  };

  app.openapi(
    createRoute({
      method: "post",
      path: "/v1/notification-preferences/test",
      summary: "Send a message everywhere it is set up; what fails is shown beside the preferences",
      responses: { ...errorAnswers, 202: json(z.object({ sending: z.literal(true) }), "It is being sent.") },
    }),
    async (context) => {
      const workspaceId = context.get("workspaceId");
      const { topics } = await notificationPreferences.get(database, workspaceId);
      const [topic] = topics;
      if (!topic) throw new ApiError(422, "no-topics", "Nobody wants to be told of anything: give topics first.");
      const subject = "Notifications arrive";
      const text = "Somebody asked for this message to see that notifications arrive. Nothing is wrong.";
      const data = { workspaceId, topic, subject, text };
      await runtime.workflows.inngest.send({ name: "notification.send", data });
      return context.json({ sending: true as const }, 202);
    },
  );
}
