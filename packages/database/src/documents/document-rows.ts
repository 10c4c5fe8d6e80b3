import type { Author, Document, DocumentFormat, JsonValue } from "@tributary/validation";
import { sql } from "../drizzle.ts";

/** The columns a Document is made of, for a SELECT. */
export const documentColumns = sql.raw(
  "id, source, type, title, content, format, version, path, url, repository, language, author, state, labels, " +
    `${isoTime("created_at")}, ${isoTime("updated_at")}, metadata, missing`,
);

// As PostgreSQL writes it by itself, JavaScript takes the year 0001 for 2001.
function isoTime(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS ${column}`;
}

/** A row of `documentColumns`. */
export interface DocumentRow {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly title: string;
  readonly content: string | null;
  readonly format: DocumentFormat;
  readonly version: string;
  readonly path: string | null;
  readonly url: string | null;
  readonly repository: string | null;
  readonly language: string | null;
  readonly author: Author | null;
  readonly state: string | null;
  readonly labels: string[] | null;
  readonly created_at: string | null;
  readonly updated_at: string | null;
  readonly metadata: Record<string, JsonValue> | null;
  readonly missing: string[] | null;
}

/** The document in a row; times come back in UTC. */
export function toDocument(row: DocumentRow): Document {
  const { id, source, type, title, content, format, version, path, url, repository, language } = row;
  const { author, state, labels, created_at: createdAt, updated_at: updatedAt, metadata, missing } = row;
  return {
    ...{ id, source, type, title, content: content ?? "", format, version },
    ...(path !== null && { path }),
    ...(url !== null && { url }),
    ...(repository !== null && { repository }),
    ...(language !== null && { language }),
    ...(author !== null && { author }),
    ...(state !== null && { state }),
    ...(labels !== null && { labels }),
    ...(createdAt !== null && { createdAt }),
    ...(updatedAt !== null && { updatedAt }),
    ...(metadata !== null && { metadata }),
    ...(missing !== null && { missing }),
  };
}
