import type { ListedDocument, ListingFilter } from "../../../api/listings.ts";
import type { Completeness } from "../../../api/source.ts";

/** What the address of a source's documents holds. */
export interface ListingAddress {
  readonly q?: string;
  readonly status?: string;
  readonly type?: string;
  readonly code?: string;
}

/** The states a document can be in, those that need a look first. */
export const documentStatuses = ["failed", "pending", "skipped", "searchable"] as const;

/** What an address asks for; a state there is none of is left out. */
export function filterOf({ q, status, type, code }: ListingAddress): ListingFilter {
  const state = documentStatuses.find((one) => one === status);
  return {
    ...(q && { q }),
    ...(state && { status: state }),
    ...(type && { type }),
    // Those that merely wait are counted under this name, and have no problem that would say it.
    ...(code && code !== "pending" && { code }),
  };
}

/** How many documents fit, where the figures of the source say so; null where nobody has counted. */
export function countOf({ totals, types, reasons }: Completeness, filter: ListingFilter): number | null {
  const { q, status, type, code } = filter;
  if (q) return null;
  if (code) {
    if (type) return null;
    const fitting = reasons.filter(
      (reason) => reason.code === code && isShown(reason.status) && (!status || reason.status === status),
    );
    return fitting.reduce((sum, { count }) => sum + count, 0);
  }
  const figures = type ? types.find((one) => one.type === type) : totals;
  return figures?.[status ?? "held"] ?? 0;
}

/** The reasons a listing can be narrowed to. */
export function listedReasons({ reasons }: Completeness, status: ListingFilter["status"]) {
  return reasons.flatMap((reason) =>
    isShown(reason.status) && reason.code !== "pending" && (!status || reason.status === status)
      ? [{ ...reason, status: reason.status }]
      : [],
  );
}

function isShown(status: string): status is ListedDocument["status"] {
  return status === "failed" || status === "skipped" || status === "pending";
}
