import type { DocumentPage, ListedDocument, ShownStatus } from "@tributary/validation";
import type { Database } from "../database.ts";
import { type SQL, sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { jobBatches, documents as table } from "../schema/tables.ts";
import { isStorable } from "../storable-text.ts";
import { statusesAndTypes } from "./statuses-and-types.ts";
import type { SourceScope } from "./types.ts";

/**
 * Documents one page looks at where no index knows which of them fit: a page then takes as long whatever the source's size,
 * and holds fewer documents than it might.
 */
export const LOOKED_AT_MAX = 500;

/** Documents of a job up to which they are found by what it recorded to do; of a larger one, among those of the source. */
const JOB_MAX = 2_000;

/** What a page of a source's documents is to hold. */
export interface DocumentFilter extends SourceScope {
  readonly status?: ShownStatus | undefined;
  readonly type?: string | undefined;
  /** Of its problem. */
  readonly code?: string | undefined;
  /** Part of the title or the path, in any case. */
  readonly q?: string | undefined;
  /** The job that last read it, or tried to. */
  readonly jobId?: string | undefined;
  /** Id of the document before the page. */
  readonly after?: string | undefined;
  readonly limit: number;
}

interface Row {
  readonly looked: number;
  readonly last: string | null;
  readonly documents: (Omit<ListedDocument, "updatedAt"> & { readonly updated_at: number | null })[];
}

/**
 * Documents of a source that fit, in the order of their ids; those being deleted are left out. A page may hold fewer than
 * `limit` and still have a `next`: where `code`, `q` or `jobId` narrow, it looks at 500 documents at the most.
 */
export async function page(database: Database, filter: DocumentFilter): Promise<DocumentPage> {
  const { workspaceId, code, q, jobId, limit } = filter;
  const given = [code, q, jobId, filter.type, filter.after];
  if (!isStorable(given.filter((value) => value !== undefined))) return { documents: [], next: null };
  const looks = code !== undefined || q !== undefined || jobId !== undefined;
  const looked = looks ? LOOKED_AT_MAX : limit + 1;
  const conditions = [
    sql`status <> 'deleting'`,
    ...(filter.status === undefined ? [] : [sql`status = ${filter.status}`]),
    ...(filter.type === undefined ? [] : [sql`type = ${filter.type}`]),
    // Nothing is wrong with these.
    ...(code === undefined ? [] : [sql`status <> 'searchable'`]),
  ];
  const small = jobId !== undefined && (await isSmall(database, { workspaceId, jobId }));
  const ids = small ? idsOfJob({ workspaceId, jobId }) : idsOfSource(filter, sql.join(conditions, sql` AND `), looked);
  const fits = [
    ...conditions,
    ...(code === undefined ? [] : [sql`problem ->> 'code' = ${code}`]),
    ...(jobId === undefined ? [] : [sql`attempt = ${jobId}`]),
    ...(q === undefined ? [] : [sql`(title ILIKE ${containing(q)} OR path ILIKE ${containing(q)})`]),
  ];
  const [row] = await rowsOf<Row>(
    database,
    sql`WITH RECURSIVE ${statusesAndTypes(filter.sourceId)}, ids AS MATERIALIZED (
          SELECT id FROM (${ids}) AS found WHERE id > ${filter.after ?? ""} ORDER BY id LIMIT ${looked}
        )
        SELECT (SELECT count(*)::int FROM ids) AS looked, (SELECT max(id) FROM ids) AS last, coalesce((
          SELECT json_agg(shown ORDER BY id) FROM (
            SELECT id, title, path, type, url, status, problem, chunk_count AS "chunkCount",
              (extract(epoch FROM updated_at) * 1000)::float8 AS updated_at
            FROM (
              SELECT ${table}.* FROM ids JOIN ${table} ON ${table.id} = ids.id AND ${table.workspaceId} = ${workspaceId} OFFSET 0
            ) AS of_ids
            WHERE source_id = ${filter.sourceId} AND ${sql.join(fits, sql` AND `)}
            ORDER BY id LIMIT ${limit + 1}
          ) AS shown
        ), '[]') AS documents`,
  );
  const found = row?.documents ?? [];
  const documents = found.slice(0, limit).map(toListed);
  if (found.length > limit) return { documents, next: documents.at(-1)?.id ?? null };
  return { documents, next: looks && row?.looked === looked ? row.last : null };
}

/** Ids of a source's documents in the order they are shown in, found by the index alone. */
function idsOfSource({ sourceId, after }: DocumentFilter, conditions: SQL, limit: number): SQL {
  return sql`SELECT next.id FROM statuses_and_types AS held CROSS JOIN LATERAL (
      SELECT id FROM ${table} WHERE source_id = ${sourceId} AND ${table.status} = held.status
        AND ${table.type} = held.type AND id > ${after ?? ""} ORDER BY id LIMIT ${limit}
    ) AS next WHERE ${conditions}`;
}

/** Ids of the documents a job was to fetch or to index. */
function idsOfJob({ workspaceId, jobId }: { readonly workspaceId: string; readonly jobId: string }): SQL {
  return sql`SELECT DISTINCT coalesce(item ->> 'id', item #>> '{}') COLLATE "C" AS id
      FROM ${jobBatches} CROSS JOIN LATERAL jsonb_array_elements(items) AS item
      WHERE workspace_id = ${workspaceId} AND job_id = ${jobId} AND kind <> 'delete'`;
}

async function isSmall(
  database: Database,
  { workspaceId, jobId }: { readonly workspaceId: string; readonly jobId: string },
): Promise<boolean> {
  const [row] = await rowsOf<{ size: number }>(
    database,
    sql`SELECT coalesce(sum(size), 0)::int AS size FROM ${jobBatches}
        WHERE workspace_id = ${workspaceId} AND job_id = ${jobId}`,
  );
  return (row?.size ?? 0) <= JOB_MAX;
}

/** A pattern that matches what holds this text, whatever characters it is made of. */
function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
}

function toListed({ updated_at: updatedAt, ...row }: Row["documents"][number]): ListedDocument {
  return {
    ...row,
    updatedAt: updatedAt === null ? null : new Date(updatedAt).toISOString(),
  };
}
