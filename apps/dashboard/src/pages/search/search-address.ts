import type { SearchRequest } from "../../api/search.ts";

/** What the address of the search holds. */
export interface SearchChoice {
  readonly q?: string;
  readonly source?: readonly string[];
  readonly type?: readonly string[];
  readonly repository?: readonly string[];
  readonly state?: readonly string[];
  readonly author?: readonly string[];
  /** An age in days (`7d`) or a day (`2026-01-31`). */
  readonly after?: string;
  readonly before?: string;
}

/** The filters that are lists of values. */
export const listFilters = ["source", "type", "repository", "state", "author"] as const;

/** A filter that is a list of values. */
export type ListFilter = (typeof listFilters)[number];

/** One value that a search is narrowed to. */
export interface ActiveFilter {
  readonly name: ListFilter | "after" | "before";
  readonly value: string;
}

/** The ages that are offered, by what they are called. */
export const ages: readonly { readonly value: string; readonly label: string }[] = [
  { value: "1d", label: "Past day" },
  { value: "7d", label: "Past week" },
  { value: "30d", label: "Past month" },
  { value: "365d", label: "Past year" },
];

/** Everything that narrows a search, in the order the filters are shown. */
export function activeFilters(choice: SearchChoice): ActiveFilter[] {
  return [
    ...listFilters.flatMap((name) => (choice[name] ?? []).map((value) => ({ name, value }))),
    ...(["after", "before"] as const).flatMap((name) => (choice[name] ? [{ name, value: choice[name] }] : [])),
  ];
}

/** The choice without one of its filters. */
export function withoutFilter(choice: SearchChoice, { name, value }: ActiveFilter): SearchChoice {
  const { [name]: list, ...others } = choice;
  if (!Array.isArray(list)) return others;
  const left = list.filter((one) => one !== value);
  return left.length === 0 ? others : { ...others, [name]: left };
}

/** The choice without all of its filters. */
export function withoutFilters({ q }: SearchChoice): SearchChoice {
  return q ? { q } : {};
}

/** What the server is asked for. Days begin at midnight where the browser is; what is no day and no age is left out. */
export function requestOf(choice: SearchChoice, limit: number, now = Date.now()): SearchRequest {
  const after = startOf(choice.after, now);
  const before = startOf(choice.before, now);
  return {
    q: (choice.q ?? "").trim(),
    limit,
    ...Object.fromEntries(listFilters.flatMap((name) => (choice[name]?.length ? [[name, listOf(choice[name])]] : []))),
    ...(after && { after }),
    ...(before && { before }),
  };
}

/** The server takes several values as they are, and a single one as a list: `"Doe, Jane"` in quotes is one entry of it. */
function listOf(values: readonly string[]): string[] {
  const [first = ""] = values;
  return values.length === 1 && /[,"]/.test(first) ? [`"${first.replaceAll('"', '""')}"`] : [...values];
}

function startOf(time: string | undefined, now: number): string | undefined {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(time ?? "");
  const age = /^(\d{1,4})d$/.exec(time ?? "");
  const date = new Date(now);
  if (day) date.setFullYear(Number(day[1]), Number(day[2]) - 1, Number(day[3]));
  else if (age) date.setDate(date.getDate() - Number(age[1]));
  else return;
  // Of the whole day, so that the same search asked again is the same search.
  date.setHours(0, 0, 0, 0);
  return date.toISOString();
}
