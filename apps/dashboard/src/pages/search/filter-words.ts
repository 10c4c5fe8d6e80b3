import { type ActiveFilter, ages, type ListFilter } from "./search-address.ts";

/** What the filters are called. */
export const filterNames: Readonly<Record<ListFilter, string>> = {
  source: "Source",
  type: "Type",
  repository: "Repository",
  state: "State",
  author: "Author",
};

const days = new Intl.DateTimeFormat("en", { dateStyle: "medium" });

/** A time filter in words: `Past week`, `since Jan 31, 2026`. */
export function dateWords({ name, value }: ActiveFilter): string {
  const age = ages.find((one) => one.value === value);
  if (age && name === "after") return age.label;
  const date = new Date(`${value}T00:00`);
  return `${name === "after" ? "since" : "before"} ${Number.isNaN(date.getTime()) ? value : days.format(date)}`;
}

/** What an active filter says on its chip. */
export function chipWords(filter: ActiveFilter, nameOfKind: (kind: string) => string): string {
  const { name, value } = filter;
  if (name === "after" || name === "before") return dateWords(filter);
  return `${filterNames[name]}: ${name === "source" ? nameOfKind(value) : value}`;
}
