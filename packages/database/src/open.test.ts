import { describe, expect, it } from "vitest";
import { sql } from "./drizzle.ts";
import { migrate } from "./migrate.ts";
import { openDatabase } from "./open.ts";
import { rowsOf } from "./query.ts";
import { describeDatabases, serverUrl, temporaryPostgres } from "./testing/test-databases.ts";
import { workspaces } from "./workspaces.ts";

describeDatabases("the schema", (database) => {
  it("is brought up to date once", async () => {
    const applied = () => rowsOf(database(), sql`SELECT * FROM schema_migrations ORDER BY position`);
    const before = await applied();
    expect(before.length).toBeGreaterThan(0);
    await migrate(database());
    expect(await applied()).toEqual(before);
  });

  it("lies in the default schema", async () => {
    const tables = await rowsOf<{ name: string }>(
      database(),
      sql`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
    );
    expect(tables.map(({ name }) => name)).toEqual([
      ...["activity", "alerts", "api_keys", "coverage_records", "credentials", "data_keys", "deletion_documents"],
      ...["deletions", "document_relationships", "documents", "embedding_cache", "job_batches", "job_pages"],
      ...["job_sightings", "jobs", "metric_rollups", "notification_preferences", "reports", "schema_migrations"],
      ...["search_index_entries", "search_indexes", "searched_queries", "source_touches", "sources"],
      ...["usage_counters", "webhook_deliveries", "webhook_secrets", "workspaces"],
    ]);
  });

  it("of a newer version is refused", async () => {
    await rowsOf(database(), sql`INSERT INTO schema_migrations (position, hash) VALUES (1000, 'of the future')`);
    await expect(migrate(database())).rejects.toMatchObject({
      ...{ code: "newer-schema", retryable: false },
      message: expect.stringMatching(/newer version of Tributary.*update/),
    });
    await rowsOf(database(), sql`DELETE FROM schema_migrations WHERE position = 1000`);
  });

  it("of another version is refused", async () => {
    await rowsOf(database(), sql`UPDATE schema_migrations SET hash = 'x' || hash WHERE position = 0`);
    await expect(migrate(database())).rejects.toMatchObject({ code: "newer-schema" });
    await rowsOf(database(), sql`UPDATE schema_migrations SET hash = substr(hash, 2) WHERE position = 0`);
    await migrate(database());
  });
});

describeDatabases("a transaction", (database) => {
  it("throws what its work threw, as it is, and undoes everything", async () => {
    const own = Object.assign(new Error("mine"), { code: "ECONNREFUSED" });
    const undone = database().transaction(async (transaction) => {
      await workspaces.ensure(transaction, { id: "undone", name: "U" });
      throw own;
    });
    await expect(undone).rejects.toBe(own);
    expect(await workspaces.list(database())).toEqual([]);
  });

  it("may hold another, which is undone alone", async () => {
    await database().transaction(async (outer) => {
      await workspaces.ensure(outer, { id: "outer", name: "O" });
      const inner = outer.transaction(async (transaction) => {
        await workspaces.ensure(transaction, { id: "inner", name: "I" });
        throw new Error("inner");
      });
      await expect(inner).rejects.toThrow("inner");
    });
    expect((await workspaces.list(database())).map(({ id }) => id)).toEqual(["outer"]);
  });

  it("keeps many at once apart", async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        database()
          .transaction(async (transaction) => {
            await workspaces.ensure(transaction, { id: `many-${n}`, name: "M" });
            if (n % 2 === 1) throw new Error("odd");
          })
          .catch(() => undefined),
      ),
    );
    const ids = (await workspaces.list(database())).map(({ id }) => id).filter((id) => id.startsWith("many-"));
    expect(ids.sort()).toEqual(Array.from({ length: 10 }, (_, n) => `many-${n * 2}`).sort());
  });
});

describe("PostgreSQL that cannot be used", () => {
  const open = (url: string) => openDatabase({ kind: "postgres", url }).catch((error: unknown) => error);

  it.each([
    "",
    "localhost:5432/db",
    "mysql://user:secret@host/db",
    "postgres://user:se cret@ho st/db",
    "not a url with secret",
    "postgres://user:100%secret@localhost/db",
  ])("says what an address looks like, given %j", async (url) => {
    const error = await open(url);
    expect(error).toMatchObject({ code: "refused", message: expect.stringContaining("postgres://user:password@host") });
    expect(String(error)).not.toContain("secret");
  });

  it("says where it looked when nobody answers, without the password", async () => {
    // Port 1 is reserved and never served.
    const error = await open("postgres://me:hunter2@127.0.0.1:1/things");
    expect(error).toMatchObject({ name: "DatabaseError", code: "unavailable", retryable: true });
    expect(String(error)).toContain('PostgreSQL at 127.0.0.1:1, database "things", user "me" cannot be used.');
    expect(String(error)).toContain("ECONNREFUSED");
    expect(JSON.stringify(error) + String(error) + (error as Error).stack).not.toContain("hunter2");
  });
});

const server = serverUrl;
if (server !== undefined) {
  describe("PostgreSQL", () => {
    const url = temporaryPostgres(server);

    it("is set up by one of many who start at once", async () => {
      const opened = await Promise.all(Array.from({ length: 8 }, () => openDatabase({ kind: "postgres", url })));
      const [first] = opened;
      expect(first && (await workspaces.list(first))).toEqual([]);
      await Promise.all(opened.map((database) => database.close()));
    });

    it("says when it does not flush", async () => {
      const database = await openDatabase({ kind: "postgres", url });
      const [{ fsync } = { fsync: "" }] = await rowsOf<{ fsync: string }>(database, sql`SHOW fsync`);
      expect(database.durability.durable).toBe(fsync === "on");
      expect(database.kind).toBe("postgres");
      await database.close();
      await expect(workspaces.list(database)).rejects.toMatchObject({ code: "closed" });
    });

    it("goes on after its connections were cut", async () => {
      const database = await openDatabase({ kind: "postgres", url, maxConnections: 1 });
      const cut = rowsOf(database, sql`SELECT pg_terminate_backend(pg_backend_pid())`);
      await expect(cut).rejects.toMatchObject({ code: "unavailable", retryable: true });
      expect(await workspaces.list(database)).toEqual([]);
      await database.close();
    });

    it("says that a database is not there", async () => {
      const missing = new URL(url);
      missing.pathname = "/no_such_database";
      const error = await openDatabase({ kind: "postgres", url: missing.href }).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: "refused", message: expect.stringContaining("no_such_database") });
    });
  });
}
