import { type FieldValues, type SearchField, searchValues } from "@tributary/database";
import { SEARCH_VALUES_MAX, type SearchValues } from "@tributary/validation";
import type { Services } from "../services.ts";

/** Milliseconds after which it is seen whether a sync may have changed values, where reading them takes long. */
const FRESH_MS = 30_000;

/** Milliseconds after which they are read again whatever is seen: webhooks change documents without a sync. */
const OLD_MS = 600_000;

/** Milliseconds of a reading that is done again for whoever asks, once values are a second old. */
const QUICK_MS = 20;
const QUICK_FRESH_MS = 1_000;

/** Values of each field that are kept, to be narrowed by what somebody types. */
const VALUES_KEPT = 5_000;

/** Workspaces whose values are kept; those of the one asked longest ago go when another is asked for. */
const WORKSPACES_KEPT = 100;

type Values = Record<SearchField, FieldValues>;

interface Reading {
  /** When they were read, and how long that took, in milliseconds. */
  at: number;
  took: number;
  /** When it was last seen whether they may have changed, and what was seen. */
  seenAt: number;
  mark: string;
  reading: boolean;
}

interface Kept extends Reading {
  values: Promise<Values>;
}

/**
 * What searches can be narrowed to. The first answer of a workspace reads its documents. Where that takes long, later ones
 * come from memory, and what a sync may have changed is read again behind them.
 */
export function createSearchValues(
  { database, logger }: Pick<Services, "database" | "logger">,
  now: () => number = Date.now,
) {
  const workspaces = new Map<string, Kept>();

  const read = async (workspaceId: string, kept: Reading): Promise<Values> => {
    kept.reading = true;
    try {
      const mark = await searchValues.mark(database, workspaceId);
      const began = now();
      const values = await searchValues.read(database, { workspaceId, limit: VALUES_KEPT });
      Object.assign(kept, { at: now(), took: now() - began, seenAt: now(), mark });
      return values;
    } finally {
      kept.reading = false;
    }
  };

  const begin = (workspaceId: string): Kept => {
    const reading: Reading = { at: now(), took: 0, seenAt: now(), mark: "", reading: false };
    const kept: Kept = Object.assign(reading, { values: read(workspaceId, reading) });
    kept.values.catch(() => workspaces.delete(workspaceId));
    return kept;
  };

  const refresh = async (workspaceId: string, kept: Kept): Promise<void> => {
    try {
      kept.values = Promise.resolve(await read(workspaceId, kept));
    } catch (error) {
      logger.warn({ error, workspaceId }, "what a search can be narrowed to could not be read again");
    }
  };

  const isOld = async (workspaceId: string, kept: Kept): Promise<boolean> => {
    kept.seenAt = now();
    return now() - kept.at > OLD_MS || (await searchValues.mark(database, workspaceId)) !== kept.mark;
  };

  const renew = async (workspaceId: string, kept: Kept): Promise<void> => {
    if (kept.reading) return;
    if (kept.took <= QUICK_MS) {
      if (now() - kept.at > QUICK_FRESH_MS) await refresh(workspaceId, kept);
    } else if (now() - kept.seenAt > FRESH_MS && (await isOld(workspaceId, kept))) void refresh(workspaceId, kept);
  };

  return {
    /** The values that have a word beginning with `prefix`, in any case: all of them when it is empty. */
    async find(workspaceId: string, prefix: string): Promise<SearchValues> {
      const kept = workspaces.get(workspaceId) ?? begin(workspaceId);
      workspaces.delete(workspaceId);
      workspaces.set(workspaceId, kept);
      const [oldest] = workspaces.keys();
      if (workspaces.size > WORKSPACES_KEPT && oldest !== undefined) workspaces.delete(oldest);
      await renew(workspaceId, kept);
      const values = await kept.values;
      const narrow = (field: SearchField) => narrowed(values[field], prefix);
      return {
        sources: narrow("source"),
        types: narrow("type"),
        repositories: narrow("repository"),
        authors: narrow("author"),
        states: narrow("state"),
      };
    },
  };
}

function narrowed(values: FieldValues, prefix: string): { value: string; count: number }[] {
  const wanted = prefix.toLowerCase();
  const fits = (value: string) =>
    value
      .toLowerCase()
      .split(/[\s/._-]+/u)
      .some((word) => word.startsWith(wanted));
  const found =
    wanted === "" ? values : values.filter(({ value }) => value.toLowerCase().startsWith(wanted) || fits(value));
  return found.slice(0, SEARCH_VALUES_MAX).map(({ value, count }) => ({ value, count }));
}
