import { notificationPreferences } from "@tributary/database";
import type { Problem, WorkflowInput, WorkflowOutput } from "@tributary/validation";
import type { Services } from "../../../services.ts";
import { problemOf, withRetryPolicy } from "../../errors.ts";
import { parseInput, type WorkflowContext } from "../../workflow.ts";

/** Retries of a channel: a mail server that greylists takes a sender back after some minutes. */
const RETRIES = 8;

type Notification = WorkflowInput<"notification.sender">;
type Channel = keyof WorkflowOutput<"notification.sender">;

/**
 * Tells the people of a workspace what they want to hear of, where they want to hear it. A channel that fails is tried
 * again alone; one that fails to the end is shown beside the preferences.
 */
export function notificationSender({ inngest, services }: WorkflowContext) {
  const { database, outlets, logger } = services;
  return inngest.createFunction(
    { id: "notification.sender", triggers: [{ event: "notification.send" }], retries: RETRIES },
    async ({ event, step }): Promise<WorkflowOutput<"notification.sender">> => {
      const notification = parseInput("notification.sender", event.data);
      const { workspaceId, topic } = notification;
      const wanted = await step.run("look-up", () =>
        withRetryPolicy(async () => {
          const { topics, emails, slack } = await notificationPreferences.get(database, workspaceId);
          const isWanted = topics.includes(topic);
          return {
            email: isWanted && emails.length > 0 && outlets.settings.smtp !== undefined,
            slack: isWanted && slack,
          };
        }),
      );
      const note = (channel: Channel, problem: Problem | null) =>
        step.run(`note-${channel}`, () =>
          withRetryPolicy(() => notificationPreferences.noteOutcome(database, workspaceId, channel, problem)),
        );
      const over = async (channel: Channel, send: () => Promise<void>) => {
        if (!wanted[channel]) return "off" as const;
        try {
          await step.run(channel, () => withRetryPolicy(send));
        } catch (error) {
          const problem = problemOf(error instanceof Error ? error : new Error(String(error)));
          logger.error({ workspaceId, channel, problem }, "people could not be told");
          await note(channel, problem);
          return "failed" as const;
        }
        await note(channel, null);
        return "sent" as const;
      };
      const [email, slack] = await Promise.all([
        over("email", () => sendEmail(services, notification, event.id ?? topic)),
        over("slack", () => postToSlack(services, notification)),
      ]);
      return { email, slack };
    },
  );
}

async function sendEmail({ database, outlets, logger }: Services, given: Notification, id: string): Promise<void> {
  const { workspaceId, subject } = given;
  const { emails } = await notificationPreferences.get(database, workspaceId);
  const mailer = await outlets.mailer();
  if (!mailer || emails.length === 0) return;
  const { refused } = await mailer.send({
    to: emails,
    subject: `[Tributary] ${subject}`,
    text: textOf(given, outlets),
    id,
  });
  if (refused.length > 0) logger.warn({ workspaceId, refused: refused.length }, "a mail server refused addresses");
}

async function postToSlack({ database, credentials, outlets }: Services, given: Notification): Promise<void> {
  const address = await notificationPreferences.readSlackWebhook(database, credentials, given.workspaceId);
  if (address === null) return;
  const slack = await outlets.slack();
  await slack.post(address, `${given.subject}\n${textOf(given, outlets)}`);
}

function textOf({ text, path }: Notification, outlets: Services["outlets"]): string {
  const link = path === undefined ? undefined : outlets.link(path);
  return link === undefined ? text : `${text}\n\n${link}`;
}
