import { createHash } from "node:crypto";
import type { Database } from "../database.ts";
import { or, sql } from "../drizzle.ts";
import { withDatabaseErrors } from "../error-mapping.ts";
import { DatabaseError, type DatabaseErrorCode } from "../errors.ts";
import { newId } from "../identifiers.ts";
import { type DeliveryState, webhookDeliveries as table } from "../schema/webhook-tables.ts";

/** A delivery to be kept. */
export interface NewDelivery {
  readonly workspaceId: string;
  readonly sourceId: string;
  readonly kind: string;
  /** The provider's own; null where it gives none. */
  readonly deliveryId: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Why there is nothing to do; null to have it worked on. */
  readonly ignored: string | null;
}

/** A delivery that is kept; `created` is false when it was there already. */
export interface StoredDelivery {
  readonly id: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly created: boolean;
}

/** Failures that have nothing to do with one delivery: each alone would end in the same way. */
const everybodys: readonly DatabaseErrorCode[] = ["unavailable", "timeout", "closed", "out-of-space", "corrupt"];

/**
 * Keeps deliveries in one transaction and says of each what became of it, in their order; of two that are the same, the
 * first is kept. When they cannot be kept together (one is refused, or another console keeps the same at this moment),
 * each is kept alone, so that one which cannot be kept is the only one lost.
 */
export async function storeDeliveries(
  database: Database,
  inputs: readonly NewDelivery[],
): Promise<PromiseSettledResult<StoredDelivery>[]> {
  try {
    const stored = await storeTogether(database, inputs);
    return stored.map((value) => ({ status: "fulfilled", value }));
  } catch (error) {
    const isEverybodys = error instanceof DatabaseError && everybodys.includes(error.code);
    if (isEverybodys || inputs.length === 1) return inputs.map(() => ({ status: "rejected", reason: error }));
  }
  const results: PromiseSettledResult<StoredDelivery>[] = [];
  for (const input of inputs) results.push(...(await storeDeliveries(database, [input])));
  return results;
}

/** All or none. */
async function storeTogether(database: Database, inputs: readonly NewDelivery[]): Promise<StoredDelivery[]> {
  if (inputs.length === 0) return [];
  const rows = inputs.map(({ ignored, ...input }) => ({
    ...input,
    id: newId("del"),
    bodyHash: createHash("sha256").update(input.body).digest(),
    state: ignored === null ? ("pending" as const) : ("ignored" as const),
    reason: ignored,
  }));
  const columns = { id: table.id, state: table.state, attempts: table.attempts };
  const inserted = await withDatabaseErrors(() =>
    database.orm.insert(table).values(rows).onConflictDoNothing().returning(columns),
  );
  const made = new Map(inserted.map((row) => [row.id, row]));
  const left = rows.filter(({ id }) => !made.has(id));
  const known = left.length > 0 ? await findKnown(database, left) : undefined;
  return rows.map((row) => {
    const own = made.get(row.id);
    if (own) return { ...own, created: true };
    const other = known?.(row);
    if (!other) throw new Error("A delivery that is there already could not be found.");
    return { ...other, created: false };
  });
}

type Keys = Pick<typeof table.$inferSelect, "sourceId" | "deliveryId" | "bodyHash">;

const bytesKey = ({ sourceId, bodyHash }: Keys) => `${sourceId} ${Buffer.from(bodyHash).toString("hex")}`;
const idKey = ({ sourceId, deliveryId }: Keys) => `${sourceId} ${deliveryId}`;

/** Finds what was there already, by the provider's id or by the bytes. */
async function findKnown(database: Database, left: readonly Keys[]) {
  const pairs = (values: readonly (readonly [string, unknown])[]) =>
    sql.join(
      values.map(([source, value]) => sql`(${source}, ${value})`),
      sql`, `,
    );
  const withId = left.filter(({ deliveryId }) => deliveryId !== null);
  const sameBytes = sql`(${table.sourceId}, ${table.bodyHash}) IN (${pairs(left.map((row) => [row.sourceId, row.bodyHash]))})`;
  const sameId =
    withId.length === 0
      ? undefined
      : sql`(${table.sourceId}, ${table.deliveryId}) IN (${pairs(withId.map((row) => [row.sourceId, row.deliveryId]))})`;
  const found = await withDatabaseErrors(() =>
    database.orm
      .select({
        ...{ id: table.id, state: table.state, attempts: table.attempts },
        ...{ sourceId: table.sourceId, deliveryId: table.deliveryId, bodyHash: table.bodyHash },
      })
      .from(table)
      .where(or(sameBytes, sameId)),
  );
  const byBytes = new Map(found.map((row) => [bytesKey(row), row]));
  const byId = new Map(found.filter(({ deliveryId }) => deliveryId !== null).map((row) => [idKey(row), row]));
  return (keys: Keys): Omit<StoredDelivery, "created"> | undefined => {
    const row = byId.get(idKey(keys)) ?? byBytes.get(bytesKey(keys));
    return row && { id: row.id, state: row.state, attempts: row.attempts };
  };
}
