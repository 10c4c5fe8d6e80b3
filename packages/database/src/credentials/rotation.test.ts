import { randomBytes } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { notificationPreferences } from "../alerts/notification-preferences.ts";
import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { sources } from "../sources.ts";
import { createConnectionCutter } from "../testing/cut-connections.ts";
import { describeDatabases } from "../testing/test-databases.ts";
import { webhookSecrets } from "../webhooks/secrets.ts";
import { workspaces } from "../workspaces.ts";
import { type CredentialVault, createCredentialVault } from "./credential-vault.ts";
import type { sealedPlaces } from "./sealed-places.ts";

interface Place {
  readonly workspaceId: string;
  readonly sourceId: string;
}

/** Something that is sealed, and what opens it. */
interface Sealed {
  seal(database: Database, vault: CredentialVault, place: Place): Promise<unknown>;
  open(database: Database, vault: CredentialVault, place: Place): Promise<unknown>;
}

/** Everything that is sealed with a workspace's key. Without a way to fill a new one, this does not compile. */
const everySealed: Readonly<Record<Exclude<keyof typeof sealedPlaces, "dataKey">, Sealed>> = {
  credentials: {
    seal: (database, vault, place) => vault.store(database, place, { token: "canary-token" }),
    open: (database, vault, place) => vault.read(database, place),
  },
  webhookSecret: {
    async seal(database, vault, place) {
      for (const secret of ["canary-first", "canary-next"]) {
        await webhookSecrets.add(database, vault, { ...place, secret, offered: secret === "canary-next" });
      }
    },
    async open(database, vault, { sourceId }) {
      const [receiver] = await webhookSecrets.receivers(database, vault, { kind: "github", sourceId });
      return [receiver?.secrets, receiver?.damaged];
    },
  },
  slackWebhook: {
    seal: (database, vault, { workspaceId }) =>
      notificationPreferences.set(database, vault, workspaceId, { slackWebhookUrl: "https://canary.example" }),
    open: (database, vault, { workspaceId }) => notificationPreferences.readSlackWebhook(database, vault, workspaceId),
  },
};

const expected = {
  credentials: { token: "canary-token" },
  webhookSecret: [["canary-first", "canary-next"], 0],
  slackWebhook: "https://canary.example",
};

/** Columns that hold sealed values, with the ids of the keys that sealed them. */
async function sealedColumns(database: Database): Promise<Map<string, Set<string>>> {
  const columns = await rowsOf<{ table: string; column: string }>(
    database,
    sql`SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
        WHERE table_schema = 'public' ORDER BY 1, 2`,
  );
  const found = new Map<string, Set<string>>();
  for (const { table, column } of columns) {
    const [name, held] = [sql.identifier(column), sql.identifier(table)];
    const rows = await rowsOf<{ key: string }>(
      database,
      sql`SELECT DISTINCT (regexp_matches(${name}::text, 'v1\.([0-9a-f]{12})\.', 'g'))[1] AS key FROM ${held}`,
    );
    if (rows.length > 0) found.set(`${table}.${column}`, new Set(rows.map(({ key }) => key)));
  }
  return found;
}

const patient = { timeout: 240_000 };

describeDatabases("rotating the host's key", (database) => {
  let [previous, places]: [Uint8Array, Place[]] = [randomBytes(32), []];

  beforeAll(async () => {
    const vault = createCredentialVault([previous]);
    for (const workspaceId of ["rotated-1", "rotated-2"]) {
      await workspaces.ensure(database(), { id: workspaceId, name: workspaceId });
      const source = { workspaceId, kind: "github", key: "k", name: "n", config: {} };
      const place = { workspaceId, sourceId: (await sources.connect(database(), source)).source.id };
      for (const { seal } of Object.values(everySealed)) await seal(database(), vault, place);
      places = [...places, place];
    }
  });

  /** What all of a workspace's sealed values open to with some of the host's keys. */
  const openAll = async (keys: readonly Uint8Array[], place: Place) => {
    const vault = createCredentialVault(keys);
    const opened: Record<string, unknown> = {};
    // One after the other: what is still asked when one fails would be taken for part of the next rotation.
    for (const [name, { open }] of Object.entries(everySealed)) opened[name] = await open(database(), vault, place);
    return opened;
  };

  it("seals anew whatever is sealed, in whichever column", async () => {
    const before = await sealedColumns(database());
    expect([...before.keys()]).toEqual([
      "credentials.sealed",
      "data_keys.sealed",
      "notification_preferences.slack_webhook",
      "webhook_secrets.sealed",
    ]);
    const current = randomBytes(32);
    const rotation = await createCredentialVault([current, previous]).rotate(database());
    expect(rotation).toEqual({ workspaces: 2, values: 8, damaged: 0 });
    const after = await sealedColumns(database());
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [column, keys] of after) {
      const kept = [...keys].filter((key) => before.get(column)?.has(key));
      expect(kept, column).toEqual([]);
    }
    for (const place of places) {
      expect(await openAll([current], place)).toEqual(expected);
      await expect(openAll([previous], place)).rejects.toMatchObject({ code: "corrupt" });
    }
    previous = current;
  });

  it(
    "leaves everything readable whichever statement it is cut off before, and goes on from there",
    patient,
    async () => {
      const cutter = createConnectionCutter(database());
      /** Workspaces that were left to do, by the moment at which the connection was lost. */
      const left: number[] = [];
      for (let moment = 0, isCut = true; isCut; moment++) {
        const current = randomBytes(32);
        const vault = createCredentialVault([current, previous]);
        cutter.after(moment);
        const first = await vault.rotate(database()).catch((error: unknown) => error);
        isCut = cutter.stop();
        if (isCut) expect(first).toMatchObject({ code: "unavailable" });
        for (const place of places)
          expect(await openAll([current, previous], place), `cut ${moment}`).toEqual(expected);
        const rest = await vault.rotate(database());
        left.push(rest.workspaces);
        expect(rest).toEqual({ workspaces: rest.workspaces, values: rest.workspaces * 4, damaged: 0 });
        for (const place of places) expect(await openAll([current], place), `after ${moment}`).toEqual(expected);
        previous = current;
      }
      // The list, and for each workspace: begin, lock, three lists, four values, the key, commit.
      const of = (count: number, length: number) => Array.from({ length }, () => count);
      expect(left).toEqual([...of(2, 12), ...of(1, 11), 0]);
    },
  );
});
