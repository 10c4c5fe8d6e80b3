import type { Database } from "../database.ts";
import { and, asc, eq, sql } from "../drizzle.ts";
import { withDatabaseErrors } from "../error-mapping.ts";
import { DatabaseError } from "../errors.ts";
import { credentials, dataKeys, sources } from "../schema/tables.ts";
import { reseal } from "./reseal.ts";
import { type SealedPlace, sealedPlaces } from "./sealed-places.ts";
import { keyIdOf, open, randomKey, type SealingKey, seal, sealingKey } from "./sealing.ts";

/** Which source credentials belong to. */
interface Place {
  readonly workspaceId: string;
  readonly sourceId: string;
}

/** Credentials of sources, sealed at rest: with a key of their workspace's own, which the host's key seals. */
export interface CredentialVault {
  /** Keeps the credentials of a source, which replace earlier ones; any JSON. Throws `not-found` for an unknown source. */
  store(database: Database, place: Place, value: unknown): Promise<void>;
  /** The credentials of a source; null when it has none. Throws `corrupt` when they cannot be opened. */
  read(database: Database, place: Place): Promise<unknown>;
  /**
   * Seals a text with the workspace's key for one place: it opens nowhere else. Called within the transaction that stores
   * it, and named in reseal.ts.
   */
  seal(database: Database, workspaceId: string, place: SealedPlace, text: string): Promise<string>;
  /** Opens what was sealed with the workspace's key. Throws `not-found` when nothing was, the opener `corrupt`. */
  opener(database: Database, workspaceId: string): Promise<(place: SealedPlace, sealed: string) => string>;
  /**
   * Gives every workspace whose key another of the host's keys seals a new one, and seals everything it keeps with that,
   * one workspace after the other, each in a transaction: cut short, it is gone on with by the next call. Throws `corrupt`
   * for a workspace whose key none of the host's keys opens.
   */
  rotate(database: Database): Promise<Rotation>;
}

/** What a rotation came to. */
export interface Rotation {
  readonly workspaces: number;
  /** Credentials, webhook secrets and other values that were sealed anew. */
  readonly values: number;
  /** Values that could not be opened, before as after. */
  readonly damaged: number;
}

/**
 * Makes a vault. The first of the host's keys (32 bytes each) seals; the others open what was sealed with them, until
 * `rotate`. Throws `refused` for a key of another length.
 */
export function createCredentialVault(hostKeys: readonly Uint8Array[]): CredentialVault {
  const keys = hostKeys.map(sealingKey);
  const [current] = keys;
  if (!current) throw new DatabaseError("refused", "A credential vault needs a secret key.");

  const openDataKey = (workspaceId: string, sealed: string): SealingKey =>
    sealingKey(open(keys, sealedPlaces.dataKey(workspaceId), sealed));

  async function findDataKey(database: Database, workspaceId: string): Promise<SealingKey | undefined> {
    const [row] = await withDatabaseErrors(() =>
      database.orm.select().from(dataKeys).where(eq(dataKeys.workspaceId, workspaceId)),
    );
    return row && openDataKey(workspaceId, row.sealed);
  }

  /** The same, held until the transaction ends: what it seals is not overlooked by a rotation. */
  async function holdDataKey(database: Database, workspaceId: string): Promise<SealingKey | undefined> {
    const [row] = await withDatabaseErrors(() =>
      database.orm.select().from(dataKeys).where(eq(dataKeys.workspaceId, workspaceId)).for("share"),
    );
    return row && openDataKey(workspaceId, row.sealed);
  }

  async function ensureDataKey(database: Database, workspaceId: string): Promise<SealingKey> {
    const known = await holdDataKey(database, workspaceId);
    if (known) return known;
    const sealed = seal(current as SealingKey, sealedPlaces.dataKey(workspaceId), randomKey().bytes);
    // Of two that make one at the same time, the first is kept.
    await withDatabaseErrors(() =>
      database.orm
        .insert(dataKeys)
        .values({ workspaceId, sealed })
        .onConflictDoNothing({ target: dataKeys.workspaceId }),
    );
    const kept = await holdDataKey(database, workspaceId);
    if (!kept) throw new DatabaseError("not-found", `There is no workspace ${workspaceId}.`);
    return kept;
  }

  /** Null when another process was faster. */
  async function rotateWorkspace(transaction: Database, workspaceId: string) {
    // Whoever seals something meanwhile waits for the new key.
    const [row] = await withDatabaseErrors(() =>
      transaction.orm.select().from(dataKeys).where(eq(dataKeys.workspaceId, workspaceId)).for("update"),
    );
    if (!row || keyIdOf(row.sealed) === current?.id) return null;
    const [from, to] = [openDataKey(workspaceId, row.sealed), randomKey()];
    const outcome = await reseal(transaction, workspaceId, { from, to });
    const sealed = seal(current as SealingKey, sealedPlaces.dataKey(workspaceId), to.bytes);
    await withDatabaseErrors(() =>
      transaction.orm.update(dataKeys).set({ sealed }).where(eq(dataKeys.workspaceId, workspaceId)),
    );
    return outcome;
  }

  return {
    store: (database, place, value) =>
      database.transaction(async (transaction) => {
        await requireSource(transaction, place);
        const key = await ensureDataKey(transaction, place.workspaceId);
        const sealed = seal(key, sealedPlaces.credentials(place), Buffer.from(JSON.stringify(value)));
        await withDatabaseErrors(() =>
          transaction.orm
            .insert(credentials)
            .values({ sourceId: place.sourceId, sealed })
            .onConflictDoUpdate({ target: credentials.sourceId, set: { sealed, updatedAt: sql`now()` } }),
        );
      }),

    async read(database, place) {
      const [row] = await withDatabaseErrors(() =>
        database.orm
          .select({ sealed: credentials.sealed, dataKey: dataKeys.sealed })
          .from(credentials)
          .innerJoin(sources, eq(sources.id, credentials.sourceId))
          .innerJoin(dataKeys, eq(dataKeys.workspaceId, sources.workspaceId))
          .where(and(eq(sources.workspaceId, place.workspaceId), eq(sources.id, place.sourceId))),
      );
      if (!row) return null;
      const key = openDataKey(place.workspaceId, row.dataKey);
      return JSON.parse(Buffer.from(open([key], sealedPlaces.credentials(place), row.sealed)).toString("utf8"));
    },

    async seal(database, workspaceId, place, text) {
      return seal(await ensureDataKey(database, workspaceId), place, Buffer.from(text));
    },

    async opener(database, workspaceId) {
      const key = await findDataKey(database, workspaceId);
      if (!key) throw new DatabaseError("not-found", `Nothing was sealed for workspace ${workspaceId}.`);
      return (place, sealed) => Buffer.from(open([key], place, sealed)).toString("utf8");
    },

    async rotate(database) {
      const rows = await withDatabaseErrors(() =>
        database.orm.select().from(dataKeys).orderBy(asc(dataKeys.workspaceId)),
      );
      const rotation = { workspaces: 0, values: 0, damaged: 0 };
      for (const { workspaceId, sealed } of rows) {
        if (keyIdOf(sealed) === current.id) continue;
        const outcome = await database.transaction((transaction) => rotateWorkspace(transaction, workspaceId));
        if (!outcome) continue;
        rotation.workspaces += 1;
        rotation.values += outcome.values;
        rotation.damaged += outcome.damaged;
      }
      return rotation;
    },
  };
}

async function requireSource(database: Database, { workspaceId, sourceId }: Place): Promise<void> {
  const [row] = await withDatabaseErrors(() =>
    database.orm
      .select({ id: sources.id })
      .from(sources)
      .where(and(eq(sources.workspaceId, workspaceId), eq(sources.id, sourceId))),
  );
  if (!row) throw new DatabaseError("not-found", `There is no source ${sourceId} in this workspace.`);
}
