// Node's own, which can be let go of wherever this runs; Deno's global one is a number.
import { clearTimeout, setTimeout } from "node:timers";
import { type Database, HOUR_MS, searchedQueries, type UsageCount, type UsageName, usage } from "@tributary/database";
import type { Logger } from "pino";

/** Milliseconds between two writes: what a crash loses at the most. */
const FLUSH_MS = 60_000;

/** Different queries and counters held between two writes; more are not counted. */
const HELD_MAX = 10_000;

/** Longest query that is remembered, in characters: what is longer was pasted. */
const QUERY_MAX_LENGTH = 200;

/** Counts what happens in a workspace, and writes it down every minute. */
export interface UsageRecorder {
  count(workspaceId: string, name: UsageName, value?: number, label?: string): void;
  /** Remembers that a query was searched for, unless that is switched off. */
  searchedFor(workspaceId: string, query: string): void;
  /** Writes what was counted; what cannot be written is kept for the next time. Never rejects. */
  flush(): Promise<void>;
  /** Writes for the last time. */
  close(): Promise<void>;
}

/** A query as it is counted: without what makes no difference to a search. */
export function normaliseQuery(query: string): string {
  return query.normalize("NFC").trim().replace(/\s+/g, " ");
}

/** How often a query was searched for. */
export interface QueryCount {
  readonly workspaceId: string;
  readonly query: string;
  readonly count: number;
}

/** Writes counts down, all or none. */
export type WriteUsage = (counts: readonly UsageCount[], queries: readonly QueryCount[]) => Promise<void>;

/** Writes counts into a database, in one transaction: what fails is written again, and nothing twice. */
export function writeUsageTo(database: Database): WriteUsage {
  return (counts, queries) =>
    database.transaction(async (transaction) => {
      await usage.add(transaction, counts);
      await searchedQueries.add(transaction, queries);
    });
}

/** Makes a recorder. `now` is in milliseconds since the epoch. */
export function createUsageRecorder(given: {
  readonly write: WriteUsage;
  readonly logger: Logger;
  readonly rememberQueries: boolean;
  readonly now?: () => number;
}): UsageRecorder {
  const { logger, rememberQueries, now = Date.now } = given;
  let counts = new Map<string, UsageCount>();
  let queries = new Map<string, QueryCount>();
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  const addCount = (added: UsageCount): void => {
    const { workspaceId, hour, name, label, value } = added;
    const key = JSON.stringify([workspaceId, hour, name, label]);
    const known = counts.get(key);
    if (!known && counts.size >= HELD_MAX) return;
    counts.set(key, { ...added, value: (known?.value ?? 0) + value });
    schedule();
  };
  const addQuery = (workspaceId: string, query: string, count: number): void => {
    const key = JSON.stringify([workspaceId, query]);
    const known = queries.get(key);
    if (!known && queries.size >= HELD_MAX) return;
    queries.set(key, { workspaceId, query, count: (known?.count ?? 0) + count });
    schedule();
  };
  const schedule = (): void => {
    timer ??= setTimeout(() => void recorder.flush(), FLUSH_MS).unref();
  };

  const write = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const [countsNow, queriesNow] = [counts, queries];
    counts = new Map();
    queries = new Map();
    try {
      await given.write([...countsNow.values()], [...queriesNow.values()]);
    } catch (error) {
      logger.warn({ error }, "what was counted could not be written and is kept for the next time");
      for (const count of countsNow.values()) addCount(count);
      for (const { workspaceId, query, count } of queriesNow.values()) addQuery(workspaceId, query, count);
    }
  };

  const recorder: UsageRecorder = {
    count(workspaceId, name, value = 1, label = "") {
      const whole = Math.round(value);
      const hour = Math.floor(now() / HOUR_MS) * HOUR_MS;
      if (whole > 0) addCount({ workspaceId, hour, name, label, value: whole });
    },
    searchedFor(workspaceId, query) {
      const normal = normaliseQuery(query);
      if (!rememberQueries || normal.length > QUERY_MAX_LENGTH || normal === "") return;
      addQuery(workspaceId, normal.toWellFormed().replaceAll("\0", ""), 1);
    },
    flush() {
      if (counts.size + queries.size > 0) writing = writing.then(write);
      return writing;
    },
    async close() {
      await recorder.flush();
      clearTimeout(timer);
    },
  };
  return recorder;
}
