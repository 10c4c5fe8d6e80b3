import { type NotificationTopic, notificationTopicSchema, type Problem } from "@tributary/validation";
import type { CredentialVault } from "../credentials/credential-vault.ts";
import { sealedPlaces } from "../credentials/sealed-places.ts";
import type { Database } from "../database.ts";
import { eq, sql } from "../drizzle.ts";
import { withDatabaseErrors } from "../error-mapping.ts";
import { notificationPreferences as table } from "../schema/alert-tables.ts";

/** What a workspace wants to be told of, and where. */
export interface KeptPreferences {
  readonly topics: readonly NotificationTopic[];
  readonly emails: readonly string[];
  /** Whether there is the address of a Slack webhook, which is a secret. */
  readonly slack: boolean;
  /** What sending failed with the last time. */
  readonly problems: { readonly email: Problem | null; readonly slack: Problem | null };
}

/** What to change; what is left out stays. */
interface Changes {
  readonly topics?: readonly NotificationTopic[] | undefined;
  readonly emails?: readonly string[] | undefined;
  readonly slackWebhookUrl?: string | null | undefined;
}

const nothingKept: KeptPreferences = {
  // Whoever gives an address wants to hear of everything that asks for something.
  topics: notificationTopicSchema.options.filter((topic) => topic !== "report-ready"),
  emails: [],
  slack: false,
  problems: { email: null, slack: null },
};

/** Queries on the preferences of workspaces. */
export const notificationPreferences = {
  /** Those of a workspace; without any, everything but reports, and nowhere to send it to. */
  async get(database: Database, workspaceId: string): Promise<KeptPreferences> {
    const [row] = await find(database, workspaceId);
    if (!row) return nothingKept;
    const { topics, emails, slackWebhook, emailProblem, slackProblem } = row;
    return { topics, emails, slack: slackWebhook !== null, problems: { email: emailProblem, slack: slackProblem } };
  },

  /** Changes those of a workspace and seals the webhook's address with the vault; a channel that changes has no problem. */
  set(database: Database, vault: CredentialVault, workspaceId: string, changes: Changes): Promise<KeptPreferences> {
    const { topics, emails, slackWebhookUrl: url } = changes;
    return database.transaction(async (transaction) => {
      const slackWebhook =
        typeof url === "string"
          ? await vault.seal(transaction, workspaceId, sealedPlaces.slackWebhook(workspaceId), url)
          : url;
      const set = {
        ...(topics && { topics: [...new Set(topics)] }),
        ...(emails && { emails: [...new Set(emails)], emailProblem: null }),
        ...(slackWebhook !== undefined && { slackWebhook, slackProblem: null }),
        updatedAt: sql`now()`,
      };
      const { topics: allTopics, emails: noEmails } = nothingKept;
      await withDatabaseErrors(() =>
        transaction.orm
          .insert(table)
          .values({ workspaceId, topics: [...allTopics], emails: [...noEmails], ...set })
          .onConflictDoUpdate({ target: table.workspaceId, set }),
      );
      return notificationPreferences.get(transaction, workspaceId);
    });
  },

  /** The address of the workspace's Slack webhook; null without one. Throws `corrupt` when it cannot be opened. */
  async readSlackWebhook(database: Database, vault: CredentialVault, workspaceId: string): Promise<string | null> {
    const [row] = await find(database, workspaceId);
    if (!row?.slackWebhook) return null;
    const open = await vault.opener(database, workspaceId);
    return open(sealedPlaces.slackWebhook(workspaceId), row.slackWebhook);
  },

  /** Notes what sending over a channel failed with, or with null that it did not. */
  async noteOutcome(
    database: Database,
    workspaceId: string,
    channel: "email" | "slack",
    problem: Problem | null,
  ): Promise<void> {
    const set = channel === "email" ? { emailProblem: problem } : { slackProblem: problem };
    await withDatabaseErrors(() => database.orm.update(table).set(set).where(eq(table.workspaceId, workspaceId)));
  },
};

function find(database: Database, workspaceId: string) {
  return withDatabaseErrors(() => database.orm.select().from(table).where(eq(table.workspaceId, workspaceId)));
}
