import pg from "pg";
import { createDatabase, type Database } from "../database.ts";
import { toDatabaseError } from "../error-mapping.ts";
import { DatabaseError } from "../errors.ts";
import { withoutStrayErrors } from "../stray-errors.ts";

/** Longest wait for a connection, in milliseconds. */
const CONNECT_MS = 10_000;
/** Longest wait for one statement, in milliseconds: a connection that is dead on the other side shows no other sign. */
const STATEMENT_MS = 60_000;
const DEFAULT_CONNECTIONS = 10;

/** Connects to a PostgreSQL server; throws DatabaseError, without the password, when it cannot be used. */
export async function openPostgres(options: {
  readonly url: string;
  readonly maxConnections?: number;
}): Promise<Database> {
  const where = describeAddress(options.url);
  const pool = withoutStrayErrors(
    new pg.Pool({
      connectionString: options.url,
      max: options.maxConnections ?? DEFAULT_CONNECTIONS,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: STATEMENT_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: CONNECT_MS,
      application_name: "tributary",
    }),
  );
  try {
    const { rows } = await pool.query(
      "SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit",
    );
    return createDatabase({ kind: "postgres", durability: durabilityOf(rows[0]), pool, close: () => pool.end() });
  } catch (error) {
    await pool.end();
    throw located(error, where);
  }
}

function durabilityOf(settings: { fsync: string; commit: string } | undefined) {
  if (settings?.fsync === "off") {
    return { durable: false, reason: "The PostgreSQL server runs with fsync = off: a power cut can lose data." };
  }
  if (settings?.commit === "off") {
    return { durable: false, reason: "PostgreSQL's synchronous_commit is off: a crash can lose the last commits." };
  }
  return { durable: true };
}

/** Server, database and user of a connection string, in words, without the password. */
function describeAddress(address: string): string {
  let url: URL;
  let user: string;
  let path: string;
  try {
    url = new URL(address);
    // Also of the password, so that a stray % is found here.
    [user = "", , path = ""] = [url.username, url.password, url.pathname.slice(1)].map(decodeURIComponent);
  } catch {
    throw malformed();
  }
  if (url.protocol !== "postgres:" && url.protocol !== "postgresql:") throw malformed();
  const host = url.hostname || url.searchParams.get("host") || "localhost";
  const database = path || user || "postgres";
  return `PostgreSQL at ${host}:${url.port || "5432"}, database "${database}", user "${user}"`;
}

function malformed(): DatabaseError {
  const form = "postgres://user:password@host:5432/database";
  return new DatabaseError(
    "refused",
    `The PostgreSQL address is not of the form ${form}; special characters in the password are written %xx.`,
  );
}

function located(error: unknown, where: string): unknown {
  const mapped = toDatabaseError(error);
  if (!(mapped instanceof Error)) return mapped;
  const code = mapped instanceof DatabaseError ? mapped.code : "unavailable";
  // An AggregateError of one failure an address has no message of its own.
  const [first] = error instanceof AggregateError ? error.errors : [];
  const reason = first instanceof Error ? first.message : mapped.message;
  return new DatabaseError(code, `${where} cannot be used. ${reason}`);
}
