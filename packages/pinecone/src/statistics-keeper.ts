import { randomUUID } from "node:crypto";
import type { PineconeNamespace, PineconeRecord } from "@tributary/vendor-pinecone";
import { batchesOf, fetchesOf, partsOf } from "./batches.ts";
import type { CountedTerms } from "./sparse-vector.ts";
import { addFrequencies, textsOfFrequencies } from "./statistics-text.ts";
import { systemVector } from "./system-records.ts";
import { addChunk, addStatistics, emptyStatistics, scaled, type TermStatistics } from "./term-statistics.ts";

/** Chunks counted in memory before they are stored without being asked to. */
const chunksBeforeFlush = 5_000;
/** Milliseconds after which what other processes counted is read again. */
const staleAfter = 300_000;
/** Stored groups, one a flush, before they are joined. */
const mostGroups = 4;

/**
 * The term statistics of one namespace, in memory and, for the next process, as records in Pinecone. They count chunks as
 * they are written and never take one off: BM25 needs proportions only, which replaced chunks hardly change. Whatever is
 * lost or counted twice in a crash changes them as little.
 */
export interface StatisticsKeeper {
  /** What is known now, read from Pinecone the first time. */
  current(): Promise<TermStatistics>;
  /** Counts chunks that are about to be written, and resolves to the statistics with them. */
  count(chunks: readonly CountedTerms[]): Promise<TermStatistics>;
  /** Stores what was counted since the last time. */
  flush(): Promise<void>;
  /** The same; joins what is stored, scaled down once it counts far more chunks than there are. */
  compact(chunks: number): Promise<void>;
}

/** Keeps the records of these statistics in `place`, under ids that start with `prefix`. */
export function createStatisticsKeeper(place: PineconeNamespace, prefix: string, now: () => number): StatisticsKeeper {
  let known: TermStatistics | undefined;
  let uncounted = emptyStatistics();
  let loading: Promise<TermStatistics> | undefined;
  let loadedAt = 0;

  async function storedIds(): Promise<string[]> {
    const ids: string[] = [];
    let token: string | null = null;
    do {
      const page = await place.list(prefix, token);
      ids.push(...page.ids);
      token = page.next;
    } while (token !== null);
    return ids;
  }

  async function load(ids: readonly string[]): Promise<TermStatistics> {
    const statistics = emptyStatistics();
    for (const part of fetchesOf(ids).flatMap((fetch) => partsOf(fetch, 20))) {
      for (const { metadata = {} } of (await place.fetch(part)).values()) {
        statistics.chunks += Number(metadata.chunks ?? 0);
        statistics.terms += Number(metadata.terms ?? 0);
        addFrequencies(statistics.frequencies, String(metadata.frequencies ?? ""));
      }
    }
    return statistics;
  }

  function reload(): Promise<TermStatistics> {
    loading ??= storedIds()
      .then(load)
      .then((loaded) => {
        addStatistics(loaded, uncounted);
        known = loaded;
        loadedAt = now();
        return loaded;
      })
      .finally(() => {
        loading = undefined;
      });
    return loading;
  }

  async function current(): Promise<TermStatistics> {
    if (known === undefined) return reload();
    // In the background: a search does not wait for figures that are merely a little better.
    if (now() - loadedAt > staleAfter) reload().catch(() => undefined);
    return known;
  }

  async function store(statistics: TermStatistics): Promise<void> {
    const group = randomUUID();
    const records = textsOfFrequencies(statistics).map((frequencies, part): PineconeRecord => {
      // The totals are in the first part only.
      const totals = part === 0 ? { chunks: statistics.chunks, terms: statistics.terms } : {};
      return { id: `${prefix}${group}~${part}`, sparseValues: systemVector, metadata: { ...totals, frequencies } };
    });
    for (const batch of batchesOf(records)) await place.upsert(batch);
  }

  async function flush(): Promise<void> {
    const counted = uncounted;
    if (counted.chunks === 0) return;
    uncounted = emptyStatistics();
    try {
      await store(counted);
    } catch (error) {
      addStatistics(uncounted, counted);
      throw error;
    }
  }

  return {
    current,

    async count(chunks) {
      const statistics = await current();
      for (const { counts, length } of chunks) {
        if (length === 0) continue;
        addChunk(statistics, counts.keys(), length);
        addChunk(uncounted, counts.keys(), length);
      }
      // Chunks are worth more than figures about them: what cannot be stored now is stored with the next ones.
      if (uncounted.chunks >= chunksBeforeFlush) await flush().catch(() => undefined);
      return statistics;
    },

    flush,

    async compact(chunks) {
      await flush();
      const ids = await storedIds();
      const groups = new Set(ids.map((id) => id.slice(0, id.lastIndexOf("~"))));
      const counted = known?.chunks ?? 0;
      const share = counted > 1_000 + 2 * chunks ? Math.max(chunks, 1) / counted : 1;
      if (groups.size <= mostGroups && share === 1) return;
      await store(scaled(await load(ids), share));
      for (const part of partsOf(ids, 1_000)) await place.deleteByIds(part);
      await reload();
    },
  };
}
