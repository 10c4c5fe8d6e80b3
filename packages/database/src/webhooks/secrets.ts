import type { JsonValue } from "@tributary/validation";
import type { CredentialVault } from "../credentials/credential-vault.ts";
import { sealedPlaces } from "../credentials/sealed-places.ts";
import type { Database } from "../database.ts";
import { and, asc, eq, sql } from "../drizzle.ts";
import { withDatabaseErrors } from "../error-mapping.ts";
import { DatabaseError } from "../errors.ts";
import { newId } from "../identifiers.ts";
import { sources } from "../schema/tables.ts";
import { webhookSecrets as table } from "../schema/webhook-tables.ts";

/** Most secrets of one source: the one in use, the next one, and room for a mistake. */
const SECRETS_MAX = 5;

interface Place {
  readonly workspaceId: string;
  readonly sourceId: string;
}

/** A secret as it is shown: its value only when the provider made it and a person has to type it in there. */
export interface WebhookSecret {
  readonly id: string;
  readonly offered: boolean;
  readonly secret: string | null;
  readonly createdAt: string;
}

/** A source that takes webhooks, with what they are signed with. */
export interface WebhookReceiver extends Place {
  readonly kind: string;
  readonly config: Readonly<Record<string, JsonValue>>;
  readonly secrets: readonly string[];
  /** How many of its secrets cannot be opened any more. */
  readonly damaged: number;
}

/** Queries on the secrets of webhooks. All take the vault that seals them. */
export const webhookSecrets = {
  /** Adds a secret beside the others. Throws `not-found` for an unknown source, `constraint` when it has five. */
  add(
    database: Database,
    vault: CredentialVault,
    input: Place & { readonly secret: string; readonly offered?: boolean },
  ): Promise<WebhookSecret> {
    const { workspaceId, sourceId, secret, offered = false } = input;
    return database.transaction(async (transaction) => {
      const held = await lockSource(transaction, { workspaceId, sourceId });
      if (held >= SECRETS_MAX) {
        throw new DatabaseError("constraint", `A source has at most ${SECRETS_MAX} webhook secrets: remove one first.`);
      }
      const id = newId("sec");
      const sealed = await vault.seal(
        transaction,
        workspaceId,
        sealedPlaces.webhookSecret({ workspaceId, sourceId }, id),
        secret,
      );
      const [row] = await withDatabaseErrors(() =>
        transaction.orm.insert(table).values({ id, sourceId, sealed, offered }).returning(),
      );
      if (!row) throw new Error("An insert returned no row.");
      return { id, offered, secret: offered ? secret : null, createdAt: row.createdAt.toISOString() };
    });
  },

  /** The secrets of a source, oldest first. */
  async list(database: Database, vault: CredentialVault, place: Place): Promise<WebhookSecret[]> {
    const rows = await withDatabaseErrors(() =>
      database.orm
        .select({ id: table.id, sealed: table.sealed, offered: table.offered, createdAt: table.createdAt })
        .from(table)
        .innerJoin(sources, eq(sources.id, table.sourceId))
        .where(and(eq(sources.workspaceId, place.workspaceId), eq(sources.id, place.sourceId)))
        .orderBy(asc(table.createdAt), asc(table.id)),
    );
    const open = rows.some(({ offered }) => offered) ? await vault.opener(database, place.workspaceId) : undefined;
    return rows.map(({ id, sealed, offered, createdAt }) => ({
      id,
      offered,
      secret: offered && open ? open(sealedPlaces.webhookSecret(place, id), sealed) : null,
      createdAt: createdAt.toISOString(),
    }));
  },

  /** Takes a secret back; false when the source has none of this id. */
  async remove(database: Database, place: Place, id: string): Promise<boolean> {
    const gone = await withDatabaseErrors(() =>
      database.orm
        .delete(table)
        .where(
          and(
            eq(table.id, id),
            eq(table.sourceId, place.sourceId),
            sql`EXISTS (SELECT FROM ${sources} WHERE id = ${place.sourceId} AND workspace_id = ${place.workspaceId})`,
          ),
        )
        .returning({ id: table.id }),
    );
    return gone.length > 0;
  },

  /**
   * Sources of a kind that are not archived, in every workspace: a delivery says only by its signature whose it is. With
   * `sourceId` that one alone, even without a secret.
   */
  async receivers(
    database: Database,
    vault: CredentialVault,
    filter: { readonly kind: string; readonly sourceId?: string | undefined },
  ): Promise<WebhookReceiver[]> {
    const { kind, sourceId } = filter;
    const rows = await withDatabaseErrors(() =>
      database.orm
        .select({
          sourceId: sources.id,
          workspaceId: sources.workspaceId,
          config: sources.config,
          secretId: table.id,
          sealed: table.sealed,
        })
        .from(sources)
        .leftJoin(table, eq(table.sourceId, sources.id))
        .where(
          and(
            eq(sources.kind, kind),
            sql`${sources.status} <> 'archived'`,
            sourceId === undefined ? sql`${table.id} IS NOT NULL` : eq(sources.id, sourceId),
          ),
        )
        .orderBy(asc(sources.id), asc(table.createdAt)),
    );
    const openers = new Map<string, Awaited<ReturnType<CredentialVault["opener"]>>>();
    const receivers = new Map<string, WebhookReceiver & { readonly secrets: string[]; damaged: number }>();
    for (const { secretId, sealed, ...source } of rows) {
      const receiver = receivers.get(source.sourceId) ?? { ...source, kind, secrets: [], damaged: 0 };
      receivers.set(source.sourceId, receiver);
      if (secretId === null || sealed === null) continue;
      try {
        const open = openers.get(source.workspaceId) ?? (await vault.opener(database, source.workspaceId));
        openers.set(source.workspaceId, open);
        receiver.secrets.push(open(sealedPlaces.webhookSecret(source, secretId), sealed));
      } catch (error) {
        // One secret that is damaged must not close the door to the deliveries of every other source.
        if (!(error instanceof DatabaseError) || error.code !== "corrupt") throw error;
        receiver.damaged += 1;
      }
    }
    return [...receivers.values()];
  },
};

/** Locks a source, so that two additions count each other; returns how many secrets it has. */
async function lockSource(database: Database, { workspaceId, sourceId }: Place): Promise<number> {
  const [row] = await withDatabaseErrors(() =>
    database.orm
      .select({ id: sources.id })
      .from(sources)
      .where(and(eq(sources.workspaceId, workspaceId), eq(sources.id, sourceId)))
      .for("update"),
  );
  if (!row) throw new DatabaseError("not-found", `There is no source ${sourceId} in this workspace.`);
  const [held] = await withDatabaseErrors(() =>
    database.orm.select({ count: sql<number>`count(*)::int` }).from(table).where(eq(table.sourceId, sourceId)),
  );
  return held?.count ?? 0;
}
