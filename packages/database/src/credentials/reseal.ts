import type { Database } from "../database.ts";
import { type SQL, sql } from "../drizzle.ts";
import { DatabaseError } from "../errors.ts";
import { rowsOf } from "../query.ts";
import { notificationPreferences } from "../schema/alert-tables.ts";
import { credentials, sources } from "../schema/tables.ts";
import { webhookSecrets } from "../schema/webhook-tables.ts";
import { type SealedPlace, sealedPlaces } from "./sealed-places.ts";
import { open, type SealingKey, seal } from "./sealing.ts";

/** A value that is sealed with the key of its workspace, and the statement that puts another in its place. */
interface SealedValue {
  readonly sealed: string;
  readonly place: SealedPlace;
  replace(resealed: string): SQL;
}

/**
 * Seals everything of a workspace with another key, within a transaction. What cannot be opened stays as it is: it was
 * lost before. Returns how many values were sealed, and how many could not be opened.
 */
export async function reseal(
  transaction: Database,
  workspaceId: string,
  keys: { readonly from: SealingKey; readonly to: SealingKey },
): Promise<{ readonly values: number; readonly damaged: number }> {
  let values = 0;
  let damaged = 0;
  for (const { sealed, place, replace } of await sealedValues(transaction, workspaceId)) {
    try {
      await rowsOf(transaction, replace(seal(keys.to, place, open([keys.from], place, sealed))));
      values += 1;
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.code !== "corrupt") throw error;
      damaged += 1;
    }
  }
  return { values, damaged };
}

/** Everything a workspace keeps sealed. Whatever else is sealed with a vault has to be named here. */
async function sealedValues(database: Database, workspaceId: string): Promise<SealedValue[]> {
  const signIns = await rowsOf<{ source_id: string; sealed: string }>(
    database,
    sql`SELECT held.source_id, held.sealed FROM ${credentials} AS held
        JOIN ${sources} ON ${sources.id} = held.source_id WHERE ${sources.workspaceId} = ${workspaceId} FOR UPDATE OF held`,
  );
  const secrets = await rowsOf<{ id: string; source_id: string; sealed: string }>(
    database,
    sql`SELECT held.id, held.source_id, held.sealed FROM ${webhookSecrets} AS held
        JOIN ${sources} ON ${sources.id} = held.source_id WHERE ${sources.workspaceId} = ${workspaceId} FOR UPDATE OF held`,
  );
  const addresses = await rowsOf<{ sealed: string }>(
    database,
    sql`SELECT slack_webhook AS sealed FROM ${notificationPreferences}
        WHERE workspace_id = ${workspaceId} AND slack_webhook IS NOT NULL FOR UPDATE`,
  );
  return [
    ...signIns.map(({ source_id: sourceId, sealed }) => ({
      sealed,
      place: sealedPlaces.credentials({ workspaceId, sourceId }),
      replace: (resealed: string) => sql`UPDATE ${credentials} SET sealed = ${resealed} WHERE source_id = ${sourceId}`,
    })),
    ...secrets.map(({ id, source_id: sourceId, sealed }) => ({
      sealed,
      place: sealedPlaces.webhookSecret({ workspaceId, sourceId }, id),
      replace: (resealed: string) => sql`UPDATE ${webhookSecrets} SET sealed = ${resealed} WHERE id = ${id}`,
    })),
    ...addresses.map(({ sealed }) => ({
      sealed,
      place: sealedPlaces.slackWebhook(workspaceId),
      replace: (resealed: string) =>
        sql`UPDATE ${notificationPreferences} SET slack_webhook = ${resealed} WHERE workspace_id = ${workspaceId}`,
    })),
  ];
}
