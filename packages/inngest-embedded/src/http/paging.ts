import { type EngineRequest, RequestError } from "./request.ts";

const defaultLimit = 50;
const highestLimit = 500;

/** How many entries a request asks for: `limit`, 50 unless given, at most 500. */
export function readLimit({ query }: EngineRequest): number {
  const text = query.get("limit");
  if (text === null) return defaultLimit;
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= highestLimit) return limit;
  throw new RequestError(400, `limit must be a whole number from 1 to ${highestLimit}, not "${text}".`);
}

/** A page as answered: `cursor` leads to the next one and is null on the last. */
export function pageOf<Entry, Shape>(
  entries: readonly Entry[],
  limit: number,
  shape: (entry: Entry) => Shape,
  cursorOf: (entry: Entry) => string,
): { data: Shape[]; cursor: string | null } {
  const last = entries.at(-1);
  return { data: entries.map(shape), cursor: last !== undefined && entries.length === limit ? cursorOf(last) : null };
}
