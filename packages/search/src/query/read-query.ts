import { QUERY_MAX_LENGTH } from "@tributary/validation";
import type { VectorFilter } from "@tributary/vector-store";
import { SearchError } from "../error.ts";

/** A query as it was typed, sorted into words to rank by and demands to hold results to. */
export interface QueryRequest {
  /** The words to search for, those of phrases included. */
  readonly words: string;
  /** Texts that must stand in a result as they are, apart from case and the width of white space. */
  readonly phrases: readonly string[];
  /** Names a result must define. */
  readonly symbols: readonly string[];
  /** Parts of the path; `*` stands for anything. */
  readonly paths: readonly string[];
  /** What the store filters by. */
  readonly filter: VectorFilter;
  /** What no result may have. */
  readonly without: WithoutDemands;
}

/** The demands with a minus in front. */
export interface WithoutDemands {
  readonly phrases: readonly string[];
  readonly symbols: readonly string[];
  readonly paths: readonly string[];
  readonly fields: readonly { readonly name: FieldName; readonly value: string }[];
}

type FieldName = keyof typeof fieldNames;

/** Operators that ask a field of the document for one of some values, by the field of the filter. */
const fieldNames = {
  source: "source",
  type: "type",
  repository: "repository",
  author: "author",
  state: "state",
} as const;

/** Operators as they are typed. */
const operators: Readonly<Record<string, FieldName | "symbol" | "path" | "after" | "before">> = {
  source: "source",
  type: "type",
  repo: "repository",
  repository: "repository",
  author: "author",
  state: "state",
  symbol: "symbol",
  path: "path",
  after: "after",
  before: "before",
};

/** Values that are lower-case by definition, so that people need not care. */
const lowerCased: ReadonlySet<string> = new Set(["source", "type"]);

// An operator's value ends at white space unless it is quoted; `std::vector` and `path: a` are words like any other.
const token = new RegExp(
  `(-?)(?:(${Object.keys(operators).join("|")}):(?:"([^"]+)"|([^\\s":][^\\s"]*))|"([^"]+)")(?=$|[\\s,;.!?)])`,
  "giy",
);
const word = /[^\s]+/y;
const hasWord = /[\p{L}\p{N}]/u;

/**
 * Reads `"exact phrase"`, `symbol:`, `path:`, `source:`, `type:`, `repo:`, `author:`, `state:`, `after:`, `before:` and
 * the same with `-` in front; everything else is words, `-word` included: people search for command lines. `now` is what an age like `7d` counts from.
 * Throws `SearchError` `invalid-query` for a query that is too long and for a date that
 * is none.
 */
export function readQuery(query: string, now: number): QueryRequest {
  if (query.length > QUERY_MAX_LENGTH) {
    throw new SearchError(
      "invalid-query",
      `The query is ${query.length} characters long and the limit is ${QUERY_MAX_LENGTH}: search for fewer words.`,
    );
  }
  const words: string[] = [];
  const demands = { phrases: [] as string[], symbols: [] as string[], paths: [] as string[] };
  const fields: WithoutDemands["fields"][number][] = [];
  const without = { phrases: [] as string[], symbols: [] as string[], paths: [] as string[], fields };
  const lists: Partial<Record<FieldName, string[]>> = {};
  let times: Pick<VectorFilter, "updatedAfter" | "updatedBefore"> = {};

  for (let index = 0; index < query.length; ) {
    if (/\s/.test(query.charAt(index))) {
      index++;
      continue;
    }
    token.lastIndex = index;
    const found = token.exec(query);
    if (found !== null) {
      const [whole, minus = "", name = "", quoted, bare, phrase] = found;
      const side = minus === "" ? demands : without;
      const operator = operators[name.toLowerCase()];
      const value = (quoted ?? bare ?? phrase ?? "").trim();
      index += whole.length;
      if (operator === undefined) {
        if (hasWord.test(value)) side.phrases.push(value);
        if (minus === "") words.push(value);
      } else if (operator === "symbol" || operator === "path") {
        side[`${operator}s`].push(value);
      } else if (operator === "after" || operator === "before") {
        times = { ...times, [operator === "after" ? "updatedAfter" : "updatedBefore"]: timeOf(operator, value, now) };
      } else {
        const kept = lowerCased.has(operator) ? value.toLowerCase() : value;
        if (minus === "") lists[operator] = [...(lists[operator] ?? []), kept];
        else fields.push({ name: operator, value: kept });
      }
      continue;
    }
    word.lastIndex = index;
    const [plain = ""] = word.exec(query) ?? [];
    index += plain.length;
    words.push(plain);
  }
  return { words: words.join(" "), ...demands, filter: { ...lists, ...times }, without };
}

const DAY = 24 * 60 * 60 * 1_000;
const ages: Readonly<Record<string, number>> = { h: DAY / 24, d: DAY, w: 7 * DAY, m: 30 * DAY, y: 365 * DAY };

function timeOf(operator: string, value: string, now: number): number {
  const [, count, unit] = /^(\d{1,4})([hdwmy])$/i.exec(value) ?? [];
  const age = ages[unit?.toLowerCase() ?? ""];
  if (count !== undefined && age !== undefined) return now - Number(count) * age;
  const time = /^\d{4}(?:-\d\d){0,2}(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?$/.test(value) ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new SearchError(
    "invalid-query",
    `${operator}: takes a date like 2026-01-31 or an age like 7d (h, d, w, m or y), got "${value}".`,
  );
}
