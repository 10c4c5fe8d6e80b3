import { batches, deletions, documents, type KnownDocument, type ListedPage, sourceTouches } from "@tributary/database";
import { prepareDocument } from "@tributary/indexing";
import { isSourceError, type PullPage, type Source } from "@tributary/source";
import {
  type ChangeHint,
  type Document,
  type DocumentReference,
  HINTS_MAX,
  type WorkflowInput,
} from "@tributary/validation";
import type { Services } from "../../../services.ts";
import { cutBatches, cutIds } from "./cut-batches.ts";

/** Documents left undone by earlier syncs that one page takes up beside its own. */
const LEFTOVERS_PER_PAGE = 2_500;

/** A listing may remove this many documents without being doubted, and a quarter of the source when that is more. */
const UNDOUBTED_DELETIONS = 20;
const UNDOUBTED_SHARE = 0.25;

type Input = WorkflowInput<"git.sync.handler">;

/** What a page came to: ids of the batches to hand out, in the order they are to be done. */
export interface PulledPage {
  readonly cursor: string | null;
  readonly listed: boolean;
  readonly hasMore: boolean;
  readonly work: readonly string[];
  readonly deletions: readonly string[];
}

/**
 * Pulls one page from the source, compares it with what is held, and records the difference as batches. Recording the
 * same page again changes nothing, so a crash between here and the batches costs one listing.
 */
export async function pullPage(services: Services, input: Input): Promise<PulledPage> {
  const { database, indexes } = services;
  const { workspaceId, sourceId, jobId } = input;
  const scope = { workspaceId, sourceId };

  const source = await services.sources.open(workspaceId, sourceId);
  const { page, anew } = input.listed
    ? { page: null, anew: false }
    : await services.cancellations.run(input, (signal) => pullOrStartAnew(services, source, input, signal));
  const { references, inline, deleted } = sortChanges(page);
  const listedIds = [...references, ...inline].map(({ id }) => id);
  const known = await documents.known(database, { ...scope, ids: [...listedIds, ...deleted] });
  if (listedIds.length > 0) await documents.markSeen(database, { ...scope, jobId, ids: listedIds });

  const changed = references.filter((reference) => isStale(known.get(reference.id), reference));
  const changedInline = inline.filter((document) => isStale(known.get(document.id), document));
  if (changedInline.length > 0) await storeInline(services, input, changedInline);

  const leftovers = await documents.unfinished(database, {
    ...scope,
    jobId,
    configHash: (await indexes.active(workspaceId)).configHash,
    limit: LEFTOVERS_PER_PAGE,
    pending: input.retry === true,
  });
  const own = new Set([...changed, ...changedInline].map(({ id }) => id).concat(deleted));
  const toFetch = [...changed, ...leftovers.fetch.filter(({ id }) => !own.has(id))];
  const toIndex = [...changedInline.map(({ id }) => id), ...leftovers.index.filter((id) => !own.has(id))];

  const absent = page?.complete
    ? await absentDocuments(services, input, new Set([...listedIds, ...deleted]))
    : { ids: [], held: 0 };
  const toDelete = [...new Set([...deleted.filter((id) => known.has(id)), ...leftovers.delete, ...absent.ids])];

  const prefix = `p${input.page}`;
  const { batchSize } = input;
  const work = [
    ...cutBatches(`${prefix}-fetch`, toFetch, batchSize),
    ...cutIds(`${prefix}-index`, "index", toIndex, batchSize),
  ];
  const deletions = cutIds(`${prefix}-delete`, "delete", toDelete);
  const listed = page ? !page.hasMore : true;
  const leftoverCount = leftovers.fetch.length + leftovers.index.length + leftovers.delete.length;
  const hasMore = !listed || leftoverCount >= LEFTOVERS_PER_PAGE;
  const recorded = await batches.recordPage(database, {
    workspaceId,
    jobId,
    page: input.page,
    batches: [...work, ...deletions],
    listed: listedIds.length,
    unchanged: listedIds.length - changed.length - changedInline.length,
    held: absent.held,
    listing: hasMore,
    ...(page && { shown: shownBy(page, [...references, ...inline], anew) }),
  });
  return {
    cursor: page ? page.cursor : input.cursor,
    listed,
    hasMore,
    // What was recorded counts: after a crash, the page may have come out differently the second time.
    work: recorded.filter(({ kind }) => kind !== "delete").map(({ id }) => id),
    deletions: recorded.filter(({ kind }) => kind === "delete").map(({ id }) => id),
  };
}

/** The page after the cursor; the first of a full listing when the source no longer knows where the cursor points. */
async function pullOrStartAnew(
  services: Services,
  source: Source,
  input: Input,
  signal: AbortSignal,
): Promise<{ readonly page: PullPage; readonly anew: boolean }> {
  const { mode, cursor, recheck } = input;
  const changes = recheck ? await touchedBefore(services, input, recheck) : input.changes;
  try {
    const page = await source.pull({ mode, cursor, signal, ...(changes && { changes }) });
    if (input.changes) await noteTouched(services, { ...input, references: input.changes.references, page, cursor });
    return { page, anew: false };
  } catch (error) {
    if (!isSourceError(error) || error.code !== "cursor-expired" || cursor === null) throw error;
    return { page: await source.pull({ mode: "full", cursor: null, signal }), anew: true };
  }
}

/** What a page listed, by type; what it names twice counts once. */
function shownBy(
  page: PullPage,
  listed: readonly { readonly id: string; readonly type: string }[],
  anew: boolean,
): ListedPage {
  const types: Record<string, number> = {};
  for (const { type } of new Map(listed.map((entry) => [entry.id, entry])).values())
    types[type] = (types[type] ?? 0) + 1;
  return { types, ...(anew && { anew }), ...(page.complete && { complete: true }) };
}

async function touchedBefore(
  { database }: Services,
  { workspaceId, sourceId }: Input,
  { part, until }: NonNullable<Input["recheck"]>,
): Promise<ChangeHint | undefined> {
  const place = { workspaceId, sourceId, until, offset: part * HINTS_MAX, limit: HINTS_MAX };
  const references = await sourceTouches.list(database, place);
  return references.length === 0 ? undefined : { references };
}

/**
 * Notes what a page read by name, before any of it is stored. The cursor of such a page is the one before it; any other
 * page listed what changed in the ordinary way, and the source knows of it.
 */
export async function noteTouched(
  { database }: Services,
  read: {
    readonly workspaceId: string;
    readonly sourceId: string;
    readonly references: readonly string[];
    readonly page: PullPage;
    readonly cursor: string | null;
  },
): Promise<void> {
  const { workspaceId, sourceId, references, page, cursor } = read;
  if (page.cursor !== cursor || page.changes.length === 0) return;
  await sourceTouches.add(database, { workspaceId, sourceId, references });
}

/** What a page lists, by what there is to do about it. */
export function sortChanges(page: PullPage | null) {
  const references: DocumentReference[] = [];
  const inline: Document[] = [];
  const deleted: string[] = [];
  for (const change of page?.changes ?? []) {
    if (change.type === "reference") references.push(change.reference);
    else if (change.type === "document") inline.push(change.document);
    else deleted.push(change.id);
  }
  return { references, inline, deleted };
}

/** Whether a listed document has to be fetched. What was skipped or failed is tried again: the rules may have changed. */
export function isStale(known: KnownDocument | undefined, listed: { readonly version: string }): boolean {
  return !known || known.version !== listed.version || known.status !== "searchable";
}

async function storeInline(services: Services, input: Input, given: readonly Document[]): Promise<void> {
  const { ready, failed } = prepareInline(given);
  const { workspaceId, sourceId, jobId } = input;
  await documents.storeFetched(services.database, {
    workspaceId,
    sourceId,
    jobId,
    documents: ready,
    skipped: [],
    failed,
  });
}

/** Makes documents that came with a listing ready to be stored. */
export function prepareInline(given: readonly Document[]) {
  const ready = [];
  const failed = [];
  for (const document of given) {
    const { id, type, version } = document;
    const reference = { id, type, version };
    const prepared = prepareDocument(document);
    if (prepared.ok) ready.push({ ...prepared.document, reference, contentHash: prepared.contentHash });
    else failed.push({ id, type, version, reference, problem: prepared.problem });
  }
  return { ready, failed };
}

/**
 * Documents a complete listing did not show. When that is more than a quarter of the source, they are held until a second
 * complete listing misses exactly the same ones, or a person decides: a broken listing must not empty an index.
 */
async function absentDocuments(services: Services, input: Input, listed: ReadonlySet<string>) {
  const { database } = services;
  const { workspaceId, sourceId, jobId } = input;
  const scope = { workspaceId, sourceId };
  await deletions.forgetShown(database, { ...scope, jobId });
  const ids: string[] = [];
  for await (const id of documents.absent(database, { ...scope, jobId })) {
    if (!listed.has(id)) ids.push(id);
  }
  const counts = await documents.counts(database, scope);
  const total = counts.searchable + counts.skipped + counts.failed + counts.pending;
  if (ids.length <= Math.max(UNDOUBTED_DELETIONS, total * UNDOUBTED_SHARE)) {
    await deletions.drop(database, scope);
    return { ids, held: 0 };
  }
  const { released } = await deletions.hold(database, { ...scope, jobId, ids, total });
  return released ? { ids, held: 0 } : { ids: [], held: ids.length };
}
