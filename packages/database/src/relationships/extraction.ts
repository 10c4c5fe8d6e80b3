import type { RelatableDocument, Relationships } from "@tributary/relationships";
import type { Database } from "../database.ts";
import { type DocumentRow, documentColumns, toDocument } from "../documents/document-rows.ts";
import { idArray } from "../documents/listing.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { documentRelationships as table } from "../schema/relationship-tables.ts";
import { documents } from "../schema/tables.ts";
import { toStored } from "./stored-edges.ts";

/** A document whose relationships are to be read. */
export type ExtractableDocument = RelatableDocument & { readonly contentHash: string };

/**
 * The documents of these ids that were not read yet as they are now by this version of the extraction, with their content.
 * Those that are skipped or being deleted are left out.
 */
export async function loadForExtraction(
  database: Database,
  input: { readonly workspaceId: string; readonly ids: readonly string[]; readonly version: number },
): Promise<ExtractableDocument[]> {
  const { workspaceId, ids, version } = input;
  // Apart from the documents: joined, the planner goes through the whole table while it knows nothing of it.
  const known = await rowsOf<{ id: string; content_hash: string }>(
    database,
    sql`SELECT document_id AS id, content_hash FROM ${table}
        WHERE document_id = ANY(${idArray(ids)}::text[]) AND workspace_id = ${workspaceId} AND version = ${version}`,
  );
  const readHashes = JSON.stringify(Object.fromEntries(known.map((row) => [row.id, row.content_hash])));
  const rows = await rowsOf<DocumentRow & { content_hash: string }>(
    database,
    sql`SELECT ${documentColumns}, content_hash FROM ${documents}
        WHERE workspace_id = ${workspaceId} AND id = ANY(${idArray(ids)}::text[])
          AND content_hash IS NOT NULL AND status IN ('pending', 'searchable', 'failed')
          AND content_hash IS DISTINCT FROM ${readHashes}::jsonb ->> id
        ORDER BY id`,
  );
  return rows.map((row) => ({ ...toDocument(row), contentHash: row.content_hash }));
}

/**
 * Replaces what documents say about others, all of it in one statement. One whose content changed meanwhile, or that is
 * gone, is left to whoever changed it; returns the ids of the others.
 */
export async function replace(
  database: Database,
  input: {
    readonly workspaceId: string;
    readonly version: number;
    readonly entries: readonly {
      readonly id: string;
      readonly contentHash: string;
      readonly relationships: Relationships;
    }[];
  },
): Promise<string[]> {
  if (input.entries.length === 0) return [];
  const entries = input.entries.map(({ id, contentHash, relationships: { edges, keys } }) => ({
    id,
    contentHash,
    edges: edges.map(toStored),
    targets: [...new Set(edges.flatMap(({ targets }) => targets))],
    keys: keys.map(({ key }) => key),
    details: detailsOf(keys),
  }));
  const rows = await rowsOf<{ id: string }>(
    database,
    sql`INSERT INTO ${table} (document_id, workspace_id, version, content_hash, edges, targets, keys, details)
        SELECT held.id, held.workspace_id, ${input.version}::int, held.content_hash, entry.edges, entry.targets, entry.keys, entry.details
        FROM (
          SELECT id, workspace_id, content_hash FROM ${documents}
          WHERE workspace_id = ${input.workspaceId} AND id = ANY(${idArray(entries.map(({ id }) => id))}::text[])
            AND status IN ('pending', 'searchable', 'failed')
          FOR KEY SHARE
        ) AS held JOIN json_to_recordset(${JSON.stringify(entries)}::json)
          AS entry (id text, "contentHash" text, edges jsonb, targets text[], keys text[], details jsonb)
          ON entry.id = held.id AND entry."contentHash" = held.content_hash
        ON CONFLICT (document_id, workspace_id) DO UPDATE SET version = excluded.version,
          content_hash = excluded.content_hash, edges = excluded.edges, targets = excluded.targets, keys = excluded.keys,
          details = excluded.details
        RETURNING document_id AS id`,
  );
  return rows.map(({ id }) => id);
}

function detailsOf(keys: Relationships["keys"]): Record<string, string> | null {
  const detailed = keys.flatMap(({ key, detail }) => (detail === undefined ? [] : [[key, detail] as const]));
  return detailed.length === 0 ? null : Object.fromEntries(detailed);
}
