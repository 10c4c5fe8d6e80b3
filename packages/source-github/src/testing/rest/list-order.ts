import { GitHubError } from "../http/answer.ts";
import type { Call } from "../http/call.ts";

interface Timed {
  readonly id: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Orders records as `sort` and `direction` ask; throws 422 for values the API does not have. */
export function ordered<Item extends Timed>(call: Call, items: readonly Item[], by: string, direction: string): Item[] {
  const sort = call.query.get("sort") ?? by;
  const way = call.query.get("direction") ?? direction;
  if (way !== "asc" && way !== "desc") throw invalid("direction", way);
  const times: Record<string, (item: Item) => number> = {
    created: (item) => item.createdAt,
    updated: (item) => item.updatedAt,
    comments: (item) => (item as Item & { comments?: readonly unknown[] }).comments?.length ?? 0,
  };
  const value = times[sort];
  if (value === undefined) throw invalid("sort", sort);
  const sign = way === "asc" ? 1 : -1;
  return [...items].sort((one, other) => sign * (value(one) - value(other) || one.id - other.id));
}

/** Keeps what changed at or after `since`; throws 422 when that is no time. */
export function changedSince<Item extends Timed>(call: Call, items: readonly Item[]): readonly Item[] {
  const text = call.query.get("since");
  if (text === null) return items;
  const since = Date.parse(text);
  if (Number.isNaN(since)) throw invalid("since", text);
  return items.filter((item) => item.updatedAt >= since);
}

/** Keeps what is in the state asked for; `open` by default. */
export function inState<Item extends { readonly state: string }>(call: Call, items: readonly Item[]): readonly Item[] {
  const state = call.query.get("state") ?? "open";
  if (!["open", "closed", "all"].includes(state)) throw invalid("state", state);
  return state === "all" ? items : items.filter((item) => item.state === state);
}

function invalid(field: string, value: string): GitHubError {
  return new GitHubError(422, "Validation Failed", {
    details: { errors: [{ resource: "Issue", field, code: "invalid", value }] },
  });
}
