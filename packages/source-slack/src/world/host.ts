import type { ChangeHint, PullPage, Source } from "@tributary/source";
import type { Document, DocumentReference } from "@tributary/validation";
import { expect } from "vitest";
import type { FakeSlack } from "../testing/index.ts";

const BATCH = 50;

/** What a sync came to. */
export interface Sync {
  readonly cursor: string;
  readonly listed: ReadonlySet<string>;
  /** Ids of what was stored: new, or in another version than held. */
  readonly stored: readonly string[];
  readonly deleted: readonly string[];
  readonly complete: boolean;
  /** Most of the heap that was in use, in bytes. */
  readonly peak: number;
  readonly pages: number;
  readonly longestCursor: number;
}

/** What a host does: pulls to the end, and fetches what it does not hold in that version. */
export async function sync(
  source: Source,
  held: Map<string, Document>,
  from: string | null,
  mode: "full" | "incremental" = "incremental",
  changes?: ChangeHint,
): Promise<Sync> {
  const listed = new Set<string>();
  const stored: string[] = [];
  const deleted: string[] = [];
  let [cursor, peak, pages, longestCursor] = [from, 0, 0, 0];
  let page: PullPage | undefined;
  const store = (document: Document) => {
    held.set(document.id, document);
    stored.push(document.id);
  };
  while (page === undefined || page.hasMore) {
    page = await source.pull({ mode, cursor, ...(changes !== undefined && page === undefined && { changes }) });
    cursor = page.cursor;
    pages += 1;
    longestCursor = Math.max(longestCursor, cursor.length);
    const wanted: DocumentReference[] = [];
    for (const change of page.changes) {
      if (change.type === "delete") {
        deleted.push(change.id);
        held.delete(change.id);
        continue;
      }
      const { id, version } = change.type === "document" ? change.document : change.reference;
      listed.add(id);
      if (held.get(id)?.version === version) continue;
      if (change.type === "document") store(change.document);
      else wanted.push(change.reference);
    }
    for (let start = 0; start < wanted.length; start += BATCH) {
      for await (const result of source.fetch(wanted.slice(start, start + BATCH))) {
        if (result.type === "gone") held.delete(result.id);
        if (result.type === "document") store(result.document);
        if (result.type === "failed") throw result.error;
      }
    }
    peak = Math.max(peak, process.memoryUsage().heapUsed);
  }
  const complete = page.complete === true;
  if (complete) for (const id of held.keys()) if (!listed.has(id)) held.delete(id);
  return { cursor: cursor ?? "", listed, stored, deleted, complete, peak, pages, longestCursor };
}

/** Compares what a host holds with what the workspace holds: every message in one document, every thread one. */
export function expectCensus(held: ReadonlyMap<string, Document>, fake: FakeSlack): void {
  const { messages, threads } = fake.census();
  const ids = [...threads.keys()].map((name) => `slack:${fake.team.id}:thread:${name}`);
  const heldThreads = [...held.values()].filter(({ type }) => type === "thread").map(({ id }) => id);
  expect(heldThreads.sort()).toEqual(ids.sort());
  const where = new Map<string, string[]>();
  for (const { id, content } of held.values()) {
    for (const text of content.split("\n")) where.set(text, [...(where.get(text) ?? []), id]);
  }
  const wrong = messages.filter(({ channel, text, thread }) => {
    const [id, ...others] = where.get(text) ?? [];
    const expected = thread === null ? `:messages:${channel}:` : `:thread:${channel}:${thread}`;
    return id === undefined || others.length > 0 || !id.includes(expected);
  });
  expect(wrong.slice(0, 5), `${wrong.length} messages are in none, in more or in other documents`).toEqual([]);
  const counted = [...held.values()].reduce((sum, { metadata }) => sum + Number(metadata?.messages), 0);
  expect(counted).toBe(messages.length);
}
