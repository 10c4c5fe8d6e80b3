import { completeness, type Database, jobs, type SourceFigures } from "@tributary/database";
import { type Completeness, isJobActive, type Problem } from "@tributary/validation";
import { connectedSource } from "../syncs/connected-source.ts";
import { explain } from "./explanations.ts";

type Reason = Completeness["reasons"][number];

/** What exists at a source, what is held and what is searchable of it, and why these differ. */
export async function completenessOf(
  database: Database,
  place: { readonly workspaceId: string; readonly sourceId: string },
): Promise<Completeness> {
  await connectedSource(database, place);
  const figures = (await completeness.ofSource(database, place)) ?? nothing;
  const { listing, gone } = figures;
  const types = typesOf(figures);
  return {
    asOf: new Date().toISOString(),
    listing: listing && { jobId: listing.jobId, finishedAt: listing.finishedAt, complete: true },
    unknown: listing ? null : await whyUnknown(database, place),
    types,
    totals: totalsOf(types, listing !== null),
    reasons: reasonsOf(figures),
    heldDeletions: sum(gone.filter(({ held }) => held)),
  };
}

const nothing: SourceFigures = { listing: null, held: [], gone: [], problems: [], unrecorded: {} };

function typesOf({ listing, held, gone, unrecorded }: SourceFigures): Completeness["types"] {
  const names = [...new Set([...held.map(({ type }) => type), ...Object.keys(unrecorded)])].sort();
  return names.map((type) => {
    const own = held.filter((row) => row.type === type);
    const count = (status: string) => sum(own.filter((row) => row.status === status));
    const all = sum(own);
    const exists = all - sum(gone.filter((row) => row.type === type)) + (unrecorded[type] ?? 0);
    return {
      type,
      exists: listing ? exists : null,
      held: all,
      searchable: count("searchable"),
      pending: count("pending"),
      failed: count("failed"),
      skipped: count("skipped"),
    };
  });
}

function totalsOf(types: Completeness["types"], known: boolean): Completeness["totals"] {
  const total = (name: "held" | "searchable" | "pending" | "failed" | "skipped") =>
    types.reduce((all, figures) => all + figures[name], 0);
  return {
    exists: known ? types.reduce((all, { exists }) => all + (exists ?? 0), 0) : null,
    held: total("held"),
    searchable: total("searchable"),
    pending: total("pending"),
    failed: total("failed"),
    skipped: total("skipped"),
  };
}

function reasonsOf({ listing, held, gone, problems, unrecorded }: SourceFigures): Reason[] {
  const missing = Object.values(unrecorded).reduce((all, count) => all + count, 0);
  const given: readonly (Omit<Reason, "message"> & { readonly example?: string })[] = [
    ...problems.map(({ message: example, ...problem }) => ({ ...problem, example })),
    { status: "pending", code: "pending", count: sum(held.filter(({ status }) => status === "pending")) },
    { status: "unrecorded", code: listing?.succeeded ? "not-recorded" : "not-read", count: missing },
    { status: "gone", code: "held-deletion", count: sum(gone.filter((row) => row.held)) },
    { status: "gone", code: "kept", count: sum(gone.filter((row) => !row.held)) },
  ];
  return given
    .filter(({ count }) => count > 0)
    .map(({ example = "", ...reason }) => ({ ...reason, message: explain(reason, example) }))
    .sort((one, other) => other.count - one.count || one.code.localeCompare(other.code));
}

/** Why it is not known what exists, from what became of the newest sync. */
async function whyUnknown(
  database: Database,
  place: { readonly workspaceId: string; readonly sourceId: string },
): Promise<Problem> {
  const recent = await jobs.list(database, { ...place, limit: 10 });
  const newest = recent.find(({ trigger }) => trigger !== "retry");
  if (!newest) {
    return { code: "never-synced", message: "It was never synced: sync it to find out what there is." };
  }
  if (isJobActive(newest.status)) {
    const { listed } = newest.counts;
    return {
      code: "under-way",
      message: `The first sync is reading what there is: ${listed} documents so far. Look again when it is over.`,
    };
  }
  if (newest.status === "cancelled") {
    return {
      code: "cancelled",
      message: "The last sync was cancelled before it had seen everything: sync again and let it come to its end.",
    };
  }
  if (newest.problem) {
    return {
      code: "failed",
      message: `The last sync failed before it had seen everything: ${newest.problem.message} Sync again when that is mended.`,
    };
  }
  return {
    code: "not-listed",
    message: "No sync has listed everything in one go yet: ask for a full sync.",
  };
}

function sum(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((total, { count }) => total + count, 0);
}
