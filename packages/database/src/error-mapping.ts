import { DrizzleQueryError } from "./drizzle.ts";
import { DatabaseError, type DatabaseErrorCode } from "./errors.ts";

/** Runs database work and turns whatever a driver throws into a DatabaseError. */
export async function withDatabaseErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toDatabaseError(error);
  }
}

/** The DatabaseError for what a driver threw; anything that did not come from a database comes back as it is. */
export function toDatabaseError(error: unknown): unknown {
  // Drizzle's own error holds the statement and every parameter: documents are not for logs, so it is left behind.
  const source = error instanceof DrizzleQueryError ? error.cause : error;
  if (source instanceof DatabaseError || !(source instanceof Error)) return source;
  const state = "code" in source && typeof source.code === "string" ? source.code : "";
  const code = sqlStatePattern.test(state)
    ? fromSqlState(state)
    : (networkCodes[state] ?? messages.find(([pattern]) => pattern.test(source.message))?.[1]);
  return code ? new DatabaseError(code, sentence(code, source.message, state)) : source;
}

const sqlStatePattern = /^[0-9A-Z]{5}$/;

const networkCodes: Readonly<Record<string, DatabaseErrorCode>> = {
  ECONNREFUSED: "unavailable",
  ECONNRESET: "unavailable",
  EHOSTUNREACH: "unavailable",
  ENETUNREACH: "unavailable",
  ENOTFOUND: "unavailable",
  EAI_AGAIN: "unavailable",
  EPIPE: "unavailable",
  ETIMEDOUT: "unavailable",
  ENOSPC: "out-of-space",
  EDQUOT: "out-of-space",
};

// node-postgres reports these by message only.
const messages: readonly (readonly [RegExp, DatabaseErrorCode])[] = [
  [/Query read timeout|timeout exceeded when trying to connect|timeout expired/, "timeout"],
  [/Connection terminated|Client has encountered a connection error|not queryable/, "unavailable"],
  [/after calling end on the pool|Client was closed/, "closed"],
];

// https://www.postgresql.org/docs/current/errcodes-appendix.html
function fromSqlState(state: string): DatabaseErrorCode {
  if (state === "53100") return "out-of-space";
  if (state === "57014") return "timeout";
  if (state === "40001" || state === "40P01" || state === "55P03") return "conflict";
  if (state === "3D000" || state === "42501" || state.startsWith("28")) return "refused";
  if (/^(22|23|54)/.test(state)) return "constraint";
  if (state === "25006" || /^(08|53|57)/.test(state)) return "unavailable";
  if (state.startsWith("XX") && state !== "XX000") return "corrupt";
  return "internal";
}

function sentence(code: DatabaseErrorCode, reason: string, state: string): string {
  const detail = `${reason.trim().replace(/\.$/, "")}${sqlStatePattern.test(state) ? ` (SQLSTATE ${state})` : ""}.`;
  switch (code) {
    case "out-of-space":
      return `The disk that holds the database is full: free some space and try again. ${detail}`;
    case "unavailable":
      return `The database cannot be reached: ${detail}`;
    case "refused":
      return `The database refused access: ${detail}`;
    case "constraint":
      return `The database refused a value: ${detail}`;
    case "conflict":
      return `Another transaction got in the way, try again: ${detail}`;
    case "timeout":
      return `The database took too long: ${detail}`;
    case "corrupt":
      return `The data on disk is damaged, restore it from a backup: ${detail}`;
    case "closed":
      return "The database is closed.";
    default:
      return `The database failed: ${detail}`;
  }
}
