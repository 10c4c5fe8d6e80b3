import { describe, expect, it } from "vitest";
import { batches, completeness, deletions, documents, jobs } from "../index.ts";
import type { ListedPage } from "../schema/tables.ts";
import { createScope, storable } from "../testing/rows.ts";
import { describeDatabases } from "../testing/test-databases.ts";
import { completeTypes, missingOf } from "./keep-listing.ts";

describe("what a listing showed", () => {
  it("is what its pages did up to the last, from where it began anew", () => {
    const page = (file: number, more: Partial<ListedPage> = {}): ListedPage => ({ types: { file }, ...more });
    expect(completeTypes([page(3), page(2)])).toBeUndefined();
    expect(completeTypes([page(3), page(2, { complete: true }), page(7)])).toEqual({ file: 5 });
    expect(completeTypes([page(3), page(2, { anew: true }), page(1, { complete: true })])).toEqual({ file: 3 });
    expect(completeTypes([{ types: {}, complete: true }])).toEqual({});
  });

  it("is missing where it is not there, whatever type a document turned out to be of", () => {
    expect(missingOf({ file: 5, issue: 2 }, new Map([["file", 4]]))).toEqual({ file: 1, issue: 2 });
    expect(missingOf({ file: 5 }, new Map([["file", 9]]))).toEqual({});
    expect(
      missingOf(
        { issue: 5 },
        new Map([
          ["issue", 2],
          ["pull-request", 3],
        ]),
      ),
    ).toEqual({});
  });
});

describeDatabases("the figures of a source", (database) => {
  it("are those of its last complete listing, and what is held of it", async () => {
    const { jobId, ...place } = await createScope(database());
    const { workspaceId } = place;
    const look = () => completeness.ofSource(database(), place);
    expect(await look()).toEqual({ listing: null, held: [], gone: [], problems: [], unrecorded: {} });
    expect(await completeness.ofSource(database(), { ...place, workspaceId: "another" })).toBeNull();

    const rows = Array.from({ length: 5 }, (_, n) => storable(`git:1:file:${n}`));
    await documents.storeFetched(database(), { ...place, jobId, documents: rows, skipped: [], failed: [] });
    const problem = { code: "timeout", message: "No answer." };
    await documents.markFailed(database(), { workspaceId, entries: [{ id: "git:1:file:0", problem }] });
    await deletions.hold(database(), { ...place, jobId: "job_x", ids: ["git:1:file:1"], total: 5 });
    const shown = { types: { file: 6, issue: 1 }, complete: true } as const;
    await batches.recordPage(database(), {
      ...{ workspaceId, jobId, page: 0, batches: [], listed: 7, unchanged: 0, listing: false, shown },
    });
    await jobs.finish(database(), { workspaceId, jobId, status: "failed", problem });
    const held = [
      { type: "file", status: "failed", count: 1 },
      { type: "file", status: "pending", count: 4 },
    ];
    const figures = {
      ...{ held, gone: [{ type: "file", held: true, count: 1 }], unrecorded: { file: 2, issue: 1 } },
      problems: [{ status: "failed", ...problem, count: 1 }],
    };
    expect(await look()).toEqual({
      listing: {
        ...{ jobId, succeeded: false, types: shown.types, unrecorded: figures.unrecorded },
        finishedAt: expect.any(String),
      },
      ...figures,
    });

    // What a sync that failed had not read may have been read since.
    const later = [storable("git:1:file:5"), storable("git:1:file:6")];
    await documents.storeFetched(database(), { ...place, jobId: "job_y", documents: later, skipped: [], failed: [] });
    expect(await look()).toMatchObject({ unrecorded: { issue: 1 } });
  });
});
