import { join } from "node:path";
import { type Database, openDatabase, sources, workspaces } from "@tributary/database";
import { DEFAULT_WORKSPACE } from "../stores.ts";
import { prepareHome } from "./prepared-home.ts";
import { seedIncidents } from "./seed-incidents.ts";

/** Documents one statement makes: the embedded database gives up on one that takes too long. */
const SLICE = 10_000;

/** How large it is to be. */
export interface LargeHome {
  /** 50,000 unless told otherwise: half of them files of a git repository, the rest of GitHub and of Linear. */
  readonly documents?: number;
  /** 1,000 unless told otherwise. */
  readonly jobs?: number;
  /** Characters of each document's text; 400 unless told otherwise. */
  readonly textLength?: number;
}

/** What is in it, by kind of source. */
export type SeededSources = Readonly<Record<"git" | "github" | "linear", string>>;

/** Prepares a data folder with many documents and jobs in its own workspace; no vectors: they are listed, not found. */
export async function prepareLargeHome(home: string, size: LargeHome = {}): Promise<SeededSources> {
  await prepareHome(home);
  const database = await openDatabase({ kind: "pglite", directory: join(home, "database") });
  try {
    await workspaces.ensure(database, DEFAULT_WORKSPACE);
    const seeded = await seedLargeWorkspace(database, DEFAULT_WORKSPACE.id, size);
    await seedIncidents(database, DEFAULT_WORKSPACE.id, seeded);
    return seeded;
  } finally {
    await database.close();
  }
}

/** Fills a workspace with many documents over three sources, and jobs of each. The same every time but for ids of sources. */
export async function seedLargeWorkspace(
  database: Database,
  workspaceId: string,
  { documents = 50_000, jobs = 1_000, textLength = 400 }: LargeHome = {},
): Promise<SeededSources> {
  const connect = async (kind: string, name: string, config: Readonly<Record<string, string>>) =>
    (await sources.connect(database, { workspaceId, kind, key: name, name, config })).source.id;
  const seeded = {
    git: await connect("git", "platform", { path: "/srv/platform" }),
    github: await connect("github", "acme/web", { repository: "acme/web" }),
    linear: await connect("linear", "Acme", { workspace: "acme" }),
  };
  const shares = { git: 0.5, github: 0.3, linear: 0.2 };
  for (const kind of ["git", "github", "linear"] as const) {
    const sourceId = seeded[kind];
    const run = (statement: string) => database.orm.execute(statement);
    await run(jobsSql({ workspaceId, sourceId, count: Math.round(jobs / 3) }));
    const count = Math.round(documents * shares[kind]);
    for (let first = 1; first <= count; first += SLICE) {
      const last = Math.min(first + SLICE - 1, count);
      await run(documentsSql({ workspaceId, sourceId, kind, first, last, textLength }));
    }
    await run(batchesSql({ workspaceId, sourceId }));
    await run(`UPDATE sources SET cursor = 'seeded', last_sync_at = now() - interval '20 minutes', listing = jsonb_build_object(
      'jobId', 'job_seeded-${sourceId}-1', 'finishedAt', '${new Date().toISOString()}', 'succeeded', true, 'types', '{}'::jsonb, 'unrecorded', '{}'::jsonb)
      WHERE id = '${sourceId}'`);
  }
  await database.orm.execute("VACUUM (ANALYZE)");
  return seeded;
}

interface Seeded {
  readonly workspaceId: string;
  readonly sourceId: string;
}

/** The first is the newest; one of 40 failed, one of 8 had failures. */
const jobsSql = ({ workspaceId, sourceId, count }: Seeded & { readonly count: number }) => `
  INSERT INTO jobs (id, workspace_id, source_id, mode, trigger, status, listing, listed, unchanged, problem, created_at, started_at, finished_at)
  SELECT 'job_seeded-${sourceId}-' || n, '${workspaceId}', '${sourceId}', CASE WHEN n % 24 = 1 THEN 'full' ELSE 'incremental' END,
    (ARRAY['schedule', 'webhook', 'api'])[1 + n % 3],
    CASE WHEN n % 40 = 7 THEN 'failed' WHEN n % 8 = 3 THEN 'completed_with_failures' ELSE 'completed' END,
    false, 40 + n % 60, 40,
    CASE WHEN n % 40 = 7 THEN '{"code": "unavailable", "message": "The provider answered 503."}'::jsonb END,
    at, at + interval '1 second', at + make_interval(secs => 3 + n % 90)
  FROM generate_series(1, ${count}) AS n CROSS JOIN LATERAL (SELECT now() - make_interval(mins => n * 30) AS at) AS times`;

/** One batch each, with the documents that name the job. */
const batchesSql = ({ workspaceId, sourceId }: Seeded) => `
  WITH read AS MATERIALIZED (
    SELECT attempt, jsonb_agg(reference) AS items, count(*) AS size FROM documents WHERE source_id = '${sourceId}' GROUP BY attempt
  )
  INSERT INTO job_batches (workspace_id, job_id, id, kind, page, items, size, position, state, added, updated, failed, chunks, embedded)
  SELECT '${workspaceId}', id, 'p0-fetch-0', 'fetch', 0, coalesce(read.items, '[]'), coalesce(read.size, 0), 0, 'done', (listed - unchanged) / 2,
    (listed - unchanged) / 2, CASE WHEN status = 'completed_with_failures' THEN 1 ELSE 0 END, listed * 2, listed
  FROM jobs LEFT JOIN read ON read.attempt = jobs.id WHERE source_id = '${sourceId}'`;

const types = {
  git: "'file'",
  github: "CASE WHEN n % 10 < 8 THEN 'file' WHEN n % 10 = 8 THEN 'issue' ELSE 'pull-request' END",
  linear: "CASE WHEN n % 20 = 0 THEN 'project' ELSE 'issue' END",
};

/** Of 100: 93 searchable, 5 skipped for four reasons, one failed, one pending. */
const documentsSql = ({
  workspaceId,
  sourceId,
  kind,
  first,
  last,
  textLength,
}: Seeded & {
  readonly kind: keyof typeof types;
  readonly first: number;
  readonly last: number;
  readonly textLength: number;
}) => `
  INSERT INTO documents (workspace_id, id, source_id, source, type, title, format, version, reference, content, content_hash,
    indexed_hash, config_hash, chunk_count, status, problem, attempt, path, url, repository, author, state, created_at, updated_at, indexed_at)
  SELECT '${workspaceId}', id, '${sourceId}', '${kind}', type, title, 'text', 'v1',
    jsonb_build_object('id', id, 'type', type, 'version', 'v1'), CASE WHEN status <> 'skipped' THEN content END,
    CASE WHEN status <> 'skipped' THEN md5(id) END, CASE WHEN status = 'searchable' THEN md5(id) END,
    CASE WHEN status = 'searchable' THEN 'seeded' END, CASE WHEN status = 'searchable' THEN 1 + n % 5 ELSE 0 END, status,
    CASE status WHEN 'failed' THEN (ARRAY['{"code": "timeout", "message": "The provider did not answer within 30 s."}',
        '{"code": "forbidden", "message": "The credentials may not read this."}'])[1 + n % 2]::jsonb
      WHEN 'skipped' THEN (ARRAY['{"code": "binary", "message": "It is binary."}', '{"code": "too-large", "message": "It is 3 MB, more than 1 MB."}',
        '{"code": "generated", "message": "It is generated."}', '{"code": "empty", "message": "It is empty."}'])[1 + n % 4]::jsonb END,
    'job_seeded-${sourceId}-' || (1 + n % 300), CASE WHEN type = 'file' THEN path END, 'https://example.test/${kind}/' || n,
    CASE WHEN '${kind}' <> 'linear' THEN 'acme/' || (ARRAY['web', 'platform', 'tools', 'docs'])[1 + n % 4] END,
    CASE WHEN type <> 'file' THEN jsonb_build_object('name', 'Person ' || (n * 7 % 400)) END,
    CASE WHEN type <> 'file' THEN (ARRAY['open', 'closed', 'merged'])[1 + n % 3] END, at, at, at
  FROM generate_series(${first}, ${last}) AS n CROSS JOIN LATERAL (
    SELECT ${types[kind]} AS type, 'services/area-' || (n % 97) || '/module-' || (n % 1009) || '/file-' || n || '.ts' AS path,
      now() - make_interval(mins => n) AS at,
      CASE WHEN n % 100 < 5 THEN 'skipped' WHEN n % 100 = 5 THEN 'failed' WHEN n % 100 = 6 THEN 'pending' ELSE 'searchable' END AS status
  ) AS drawn CROSS JOIN LATERAL (
    SELECT '${kind}:seeded:' || type || ':' || CASE WHEN type = 'file' THEN path ELSE n::text END AS id,
      CASE WHEN type = 'file' THEN path ELSE 'Something to do about number ' || n END AS title,
      rpad('Document ' || n || ' says: ', ${textLength}, md5(n::text) || ' ') AS content
  ) AS made`;
