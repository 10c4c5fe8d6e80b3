import type { SourceChange } from "@tributary/source";
import type { NotionClient } from "../api/client.ts";
import type { DataSource, Page } from "../api/schemas.ts";
import type { Kind, NotionContext } from "../context.ts";
import { PARENTS_MAX, type PullCursor, type PullPosition, TRASHED_MAX, UNFOUND_MAX } from "./cursor.ts";
import { createFilter, type SeenFilter } from "./filter.ts";
import { pageListed, tableListed } from "./listed.ts";

const MINUTE_MS = 60_000;

/** What one page of a pull works on. */
export interface Listing {
  readonly context: NotionContext;
  readonly client: NotionClient;
  /** Where it stands; steps move it on. */
  readonly position: PullPosition;
  readonly filter: SeenFilter;
  /** What is listed so far, by Notion's id. */
  readonly changes: ReadonlyMap<string, SourceChange>;
  /** Beginning of the minute since which changes are listed; minus infinity when everything is. */
  readonly since: number;
  /** Rows known to have pages in them. */
  readonly parents: readonly string[];
  /** Pages that search does not show. */
  readonly unfound: readonly string[];
  /** Remembers one; those beyond what a cursor holds wait for the next complete listing. */
  addUnfound(id: string): void;
  /** Lists a page and notes that it did. */
  addPage(page: Page): void;
  /** Lists a row of a table that is read whole: nothing else lists it, and there may be too many to note. */
  addRow(row: Page): void;
  /** Lists a table and notes that it did. */
  addTable(table: DataSource): void;
  /** Lists something that is not as documented: fetching it says so, and what was held of it stays. */
  addUnreadable(kind: Kind, id: string): void;
  /** Lists a deletion, once: the same trash is seen by the next pull. */
  addDeletion(kind: Kind, id: string): void;
  /** Remembers a row that has pages in it; those beyond what a cursor holds are lost. */
  addParent(id: string): void;
  /** The cursor to go on from. */
  save(): PullCursor;
}

/** Begins a page of a pull where the last one ended. */
export function openListing(context: NotionContext, client: NotionClient, from: PullCursor): Listing {
  if (from.position === null) throw new RangeError("A pull that has not begun has no position.");
  const position: PullPosition = {
    ...from.position,
    stack: [...from.position.stack],
    tables: [...from.position.tables],
  };
  const filter = createFilter(position.filter);
  const changes = new Map<string, SourceChange>();
  const marks = new Map(from.marks);
  const parents = [...from.parents];
  const unfound = [...from.unfound];
  const before = new Set(from.trashed);
  // A complete listing begins anew: what is in the trash is simply not in it.
  const trashed = new Set(position.full ? [] : from.trashed);
  const note = (id: string, change: SourceChange) => {
    changes.set(id, change);
    if (!filter.has(id)) position.seen += 1;
    filter.add(id);
  };
  return {
    context,
    client,
    position,
    filter,
    changes,
    since: position.full ? Number.NEGATIVE_INFINITY : Math.floor((from.since ?? 0) / MINUTE_MS) * MINUTE_MS,
    parents,
    unfound,
    addUnfound(id) {
      if (!unfound.includes(id) && unfound.length < UNFOUND_MAX) unfound.push(id);
    },
    addPage: (page) => note(page.id, pageListed(context, page, marks)),
    addRow: (row) => void changes.set(row.id, pageListed(context, row, marks)),
    addTable: (table) => note(table.id, tableListed(context, table)),
    addUnreadable: (kind, id) =>
      note(id, { type: "reference", reference: { id: context.idOf(kind, id), version: "unreadable", type: kind } }),
    addDeletion(kind, id) {
      trashed.delete(id);
      trashed.add(id);
      if (before.has(id)) return;
      changes.set(id, { type: "delete", id: context.idOf(kind, id) });
    },
    addParent(id) {
      if (!parents.includes(id) && parents.length < PARENTS_MAX) parents.push(id);
      // A row with pages in it that the next listing may not look into.
      else if (!parents.includes(id)) position.proven = false;
    },
    save: () => ({
      ...from,
      parents,
      unfound,
      trashed: [...trashed].slice(-TRASHED_MAX),
      position: { ...position, filter: filter.toText() },
    }),
  };
}
