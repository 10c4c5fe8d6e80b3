import { type SourceChange, SourceError } from "@tributary/source";
import { readByIds } from "../api/connection.ts";
import { filterOf, type LinearContext } from "../context.ts";
import { isTrashed, type Kind, LIST_PAGE_SIZE, type RawThing, versionOf } from "../kinds/kind.ts";
import { markOf } from "./cursor.ts";
import { listThings } from "./list-things.ts";

/** Something that was listed. */
export interface Listed {
  readonly change: SourceChange;
  /** Tells a deletion from a later one of the same thing; undefined for a reference. */
  readonly mark?: string;
}

/** What a thing that was listed means: a reference, a deletion, or nothing when everything is listed anyway. */
export function listedAs(context: LinearContext, kind: Kind, raw: RawThing, full: boolean): readonly Listed[] {
  if (typeof raw.id !== "string") {
    throw new SourceError("invalid-response", `Linear's list of ${kind.all} holds something without an id.`);
  }
  const id = context.idOf(kind.name, raw.id);
  const isUnread = context.config.archived === false && raw.archivedAt != null;
  if (isTrashed(raw) || isUnread) {
    return full ? [] : [{ change: { type: "delete", id }, mark: markOf(`${id} ${raw.archivedAt}`) }];
  }
  return [{ change: { type: "reference", reference: { id, version: versionOf(kind, raw), type: kind.name } } }];
}

/**
 * Things by id, as they are now: those Linear does not answer with are left out, as it does not say whether they are gone
 * or hidden.
 */
export async function listByIds(
  context: LinearContext,
  kind: Kind,
  ids: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly RawThing[]> {
  const things: RawThing[] = [];
  for (let start = 0; start < ids.length; start += LIST_PAGE_SIZE) {
    const some = ids.slice(start, start + LIST_PAGE_SIZE);
    const filter = filterOf(kind, context.config, { id: { in: some } });
    const { data } = await listThings(context, kind, "Find", { filter, first: LIST_PAGE_SIZE, after: null }, signal);
    things.push(...readByIds(kind.all, data[kind.all], some).values());
  }
  return things;
}
