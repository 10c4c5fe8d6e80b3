import type { Call } from "./call.ts";

/** One page of a list, with the Link header for the others. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  readonly headers: Readonly<Record<string, string>>;
}

/** Cuts the page a request asks for: `page` from 1, `per_page` 1 to 100, by default 30. */
export function pageOf<Item>(
  call: Call,
  items: readonly Item[],
  perPageDefault = 30,
  perPageMost = 100,
): ListPage<Item> {
  const page = Math.max(1, wholeNumber(call.query.get("page"), 1));
  const asked = wholeNumber(call.query.get("per_page"), perPageDefault);
  const perPage = asked < 1 ? perPageDefault : Math.min(asked, perPageMost);
  const last = Math.max(1, Math.ceil(items.length / perPage));
  const link = linkHeader(call, page, last);
  return { items: items.slice((page - 1) * perPage, page * perPage), headers: link === "" ? {} : { link } };
}

/** The Link header of a page among others; empty when there is but one. */
function linkHeader(call: Call, page: number, last: number): string {
  const links: string[] = [];
  const add = (name: string, number: number) => {
    const query = new URLSearchParams(call.query);
    query.set("page", String(number));
    links.push(`<${call.apiUrl}${call.linkPath}?${query}>; rel="${name}"`);
  };
  if (page > 1) add("prev", Math.min(page - 1, last));
  if (page < last) add("next", page + 1);
  if (page < last) add("last", last);
  if (page > 1) add("first", 1);
  return links.join(", ");
}

function wholeNumber(text: string | null, otherwise: number): number {
  return text !== null && /^-?\d+$/.test(text) ? Number(text) : otherwise;
}
