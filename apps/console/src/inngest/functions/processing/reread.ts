import { documents, type KnownDocument, sources } from "@tributary/database";
import { NonRetriableError } from "inngest";
import type { Services } from "../../../services.ts";
import { isStale, noteTouched, prepareInline, sortChanges } from "../sources/pull-page.ts";
import { fetchReferences, storeBatch } from "./fetch-batch.ts";

/** Times something that somebody else stores meanwhile is read once more before a sync is asked for instead. */
const ROUNDS_MAX = 3;

/** What reading things again came to: ids to index and to delete, the rest in numbers. */
export interface Reread {
  readonly index: readonly string[];
  readonly gone: readonly string[];
  readonly unchanged: number;
  readonly skipped: number;
  readonly failed: number;
  /** Set when they could not be read by themselves: a sync has to. */
  readonly sync: boolean;
}

const nothing: Reread = { index: [], gone: [], unchanged: 0, skipped: 0, failed: 0, sync: false };

/**
 * Reads what is named from its source, once each, and stores what changed; the source's cursor stays. What a sync stores
 * while this reads may be newer: then it is read again.
 */
export async function reread(
  services: Services,
  input: {
    readonly workspaceId: string;
    readonly sourceId: string;
    readonly references: readonly string[];
    /** Names what asked for it. */
    readonly label: string;
    /** Whether what has the same version as before is fetched nevertheless: some providers' times have whole seconds. */
    readonly always?: boolean;
    /**
     * Ids a page may list for it to be taken whatever its cursor: some sources note in it what they have to look at again.
     * Without it, another cursor than the one held means that the source listed what changed in the ordinary way.
     */
    readonly only?: (id: string) => boolean;
  },
): Promise<Reread> {
  const { workspaceId, sourceId, references, label, only } = input;
  const { database } = services;
  const scope = { workspaceId, sourceId };
  const held = await sources.get(database, workspaceId, sourceId);
  if (!held) throw new NonRetriableError(`Source ${sourceId} does not exist: connect it first.`);
  if (held.cursor === null) return { ...nothing, sync: true };
  const source = await services.sources.open(workspaceId, sourceId);

  for (let round = 0; round < ROUNDS_MAX; round++) {
    const page = await source.pull({ mode: "incremental", cursor: held.cursor, changes: { references } });
    const { references: listed, inline, deleted } = sortChanges(page);
    const ids = [...listed, ...inline].map(({ id }) => id);
    const isNamed = only ? [...ids, ...deleted].every(only) : page.cursor === held.cursor;
    if (!isNamed || page.hasMore || page.complete) return { ...nothing, sync: true };
    await noteTouched(services, { ...scope, references, page, cursor: page.cursor });
    const known = await documents.known(database, { ...scope, ids: [...ids, ...deleted] });
    const stale = listed.filter((reference) => input.always || isStale(known.get(reference.id), reference));
    const staleInline = inline.filter((document) => isStale(known.get(document.id), document));
    const unchanged = ids.length - stale.length - staleInline.length;
    const fetched = await fetchReferences(services, { ...scope, references: stale });
    const own = prepareInline(staleInline);
    const now = await documents.known(database, { ...scope, ids });
    if (ids.some((id) => isOther(known.get(id), now.get(id)))) continue;
    const stored = await storeBatch(
      services,
      { ...scope, jobId: label },
      { ...fetched, ready: [...fetched.ready, ...own.ready], failed: [...fetched.failed, ...own.failed] },
    );
    const gone = [...deleted.filter((id) => known.has(id)), ...stored.gone];
    return { ...nothing, index: stored.index, gone, unchanged, skipped: stored.skipped, failed: stored.failed };
  }
  return { ...nothing, sync: true };
}

function isOther(before: KnownDocument | undefined, after: KnownDocument | undefined): boolean {
  return before?.version !== after?.version;
}
