import type { Edge } from "@tributary/relationships";
import type { Neighbour } from "@tributary/validation";
import type { Database } from "../database.ts";
import { idArray } from "../documents/listing.ts";
import { type SQL, sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { type StoredReference, documentRelationships as table } from "../schema/relationship-tables.ts";
import { documents, sources } from "../schema/tables.ts";
import { fromStored } from "./stored-edges.ts";

/** Most documents looked at for one question: what a thousand files import is not told one from another any more. */
const ROWS_MAX = 1_000;

/** A document with what it says and how it is named. */
export interface RelatedRow {
  readonly document: Neighbour;
  readonly edges: readonly Edge[];
  readonly keys: readonly { readonly key: string; readonly detail: string | undefined }[];
}

/** A document that answers to a key. */
export interface Answer {
  readonly document: Neighbour;
  readonly detail: string | undefined;
}

/**
 * Rows of relationships, joined to their documents where those may be shown. The rows are found first, by an index of
 * theirs, whatever the planner makes of their order and of the rest.
 */
function shown(workspaceId: string, columns: SQL, condition: SQL): SQL {
  return sql`(
      WITH found AS MATERIALIZED (
        SELECT document_id, ${columns} FROM (SELECT * FROM ${table} WHERE ${condition} OFFSET 0) AS matching
        WHERE workspace_id = ${workspaceId} ORDER BY document_id LIMIT ${ROWS_MAX}
      )
      SELECT found.*, document.id, document.title, document.url, document.path, document.source, document.type
      FROM found CROSS JOIN LATERAL (
        SELECT * FROM ${documents} WHERE ${documents.id} = found.document_id AND ${documents.workspaceId} = ${workspaceId}
          AND status IN ('pending', 'searchable', 'failed')
          AND source_id <> ALL (ARRAY(
            SELECT ${sources.id} FROM ${sources} WHERE ${sources.workspaceId} = ${workspaceId} AND ${sources.status} = 'archived'
          ))
        OFFSET 0
      ) AS document
    ) AS shown`;
}

const neighbourColumns = sql.raw("id, title, url, path, source, type");

interface NeighbourRow extends Omit<Neighbour, "documentId"> {
  readonly id: string;
}

interface Row extends NeighbourRow {
  readonly edges: StoredReference[];
  readonly keys: string[];
  readonly details: Record<string, string> | null;
}

/** What documents of these ids say, by id. */
export async function ownRows(
  database: Database,
  input: { readonly workspaceId: string; readonly ids: readonly string[] },
): Promise<Map<string, RelatedRow>> {
  const rows = await rowsOf<Row>(
    database,
    sql`SELECT ${neighbourColumns}, edges, keys, details
        FROM ${shown(input.workspaceId, sql.raw("edges, keys, details"), sql`document_id = ANY(${idArray(input.ids)}::text[])`)}`,
  );
  return new Map(rows.map((row) => [row.id, toRelated(row)]));
}

/** The documents that name one of these keys, with what they say of them. */
export async function naming(
  database: Database,
  input: { readonly workspaceId: string; readonly keys: readonly string[] },
): Promise<RelatedRow[]> {
  if (input.keys.length === 0) return [];
  const keys = idArray(input.keys);
  const rows = await rowsOf<Row>(
    database,
    sql`SELECT ${neighbourColumns}, '{}'::text[] AS keys, NULL AS details, (
          SELECT coalesce(jsonb_agg(edge), '[]') FROM jsonb_array_elements(shown.edges) AS edge
          WHERE jsonb_exists_any(edge -> 't', ${keys}::text[])
        ) AS edges
        FROM ${shown(input.workspaceId, sql.raw("edges"), sql`targets && ${keys}::text[]`)}`,
  );
  return rows.map(toRelated);
}

/** The documents that answer to keys, by key, in the order of their ids. */
export async function answering(
  database: Database,
  input: { readonly workspaceId: string; readonly keys: readonly string[] },
): Promise<Map<string, Answer[]>> {
  const answers = new Map<string, Answer[]>();
  if (input.keys.length === 0) return answers;
  const keys = idArray(input.keys);
  const rows = await rowsOf<NeighbourRow & { key: string; detail: string | null }>(
    database,
    sql`SELECT ${neighbourColumns}, own.key, shown.details ->> own.key AS detail
        FROM ${shown(input.workspaceId, sql.raw("keys, details"), sql`keys && ${keys}::text[]`)}
          CROSS JOIN LATERAL unnest(shown.keys) AS own (key)
        WHERE own.key = ANY(${keys}::text[]) ORDER BY shown.id`,
  );
  for (const { key, detail, ...row } of rows) {
    const answer = { document: toNeighbour(row), detail: detail ?? undefined };
    const known = answers.get(key);
    if (known) known.push(answer);
    else answers.set(key, [answer]);
  }
  return answers;
}

/** Those of the keys that some document answers to, shown or not. */
export async function answered(
  database: Database,
  input: { readonly workspaceId: string; readonly keys: readonly string[] },
): Promise<Set<string>> {
  if (input.keys.length === 0) return new Set();
  const rows = await rowsOf<{ key: string }>(
    database,
    sql`SELECT key FROM unnest(${idArray(input.keys)}::text[]) AS asked (key)
        WHERE EXISTS (
          SELECT FROM ${table} WHERE ${table.keys} @> ARRAY[asked.key] AND ${table.workspaceId} = ${input.workspaceId}
        )`,
  );
  return new Set(rows.map(({ key }) => key));
}

function toRelated(row: Row): RelatedRow {
  const { edges, keys, details } = row;
  return {
    document: toNeighbour(row),
    edges: edges.map(fromStored),
    keys: keys.map((key) => ({ key, detail: details?.[key] })),
  };
}

function toNeighbour({ id, title, url, path, source, type }: NeighbourRow): Neighbour {
  return { documentId: id, title, url, path, source, type };
}
