import { expect, it } from "vitest";
import { batches, documents, jobs, sources } from "../index.ts";
import { createScope, storable } from "../testing/rows.ts";
import { describeDatabases } from "../testing/test-databases.ts";
import { LOOKED_AT_MAX } from "./page.ts";

const empty = { skipped: [], failed: [] };

describeDatabases("pages of a source's documents", (database) => {
  it("go through all of them in the order of their ids, whatever their state and type", async () => {
    const scope = await createScope(database());
    const { jobId: _, ...place } = scope;
    const names = Array.from({ length: 12 }, (_, n) => `git:1:${n % 2 ? "file" : "page"}:${n % 5}-${n}`);
    const rows = names.map((id) => storable(id, { type: id.split(":")[2] ?? "" }));
    await documents.storeFetched(database(), { ...scope, ...empty, documents: rows });
    const problem = { code: "timeout", message: "No answer." };
    const failed = names.slice(0, 4);
    await documents.markFailed(database(), { ...scope, entries: failed.map((id) => ({ id, problem })) });
    await documents.markDeleting(database(), { ...scope, ids: names.slice(4, 5) });
    const shown = names.filter((_, n) => n !== 4).sort();
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const { documents: page, next } = await documents.page(database(), { ...place, after, limit: 3 });
      seen.push(...page.map(({ id }) => id));
      if (next === null) break;
      after = next;
    }
    expect(seen).toEqual(shown);
    const ids = async (filter: object) =>
      (await documents.page(database(), { ...place, limit: 50, ...filter })).documents.map(({ id }) => id);
    expect(await ids({ status: "failed" })).toEqual(failed.sort());
    expect(await ids({ type: "page" })).toEqual(shown.filter((id) => id.includes(":page:")));
    expect(await ids({ code: "timeout", type: "file" })).toEqual(failed.filter((id) => id.includes(":file:")));
    expect(await ids({ code: "forbidden" })).toEqual([]);
    expect(await ids({ q: "FILE:1" })).toEqual(shown.filter((id) => id.includes(":file:1")));
    expect(await ids({ q: "_" })).toEqual([]);
    expect(await ids({ q: "%" })).toEqual([]);
    expect(await ids({ q: "\0" })).toEqual([]);
    expect(await ids({ workspaceId: "another" })).toEqual([]);
  });

  it("look at a bounded number of documents where words narrow, and go on from there", async () => {
    const scope = await createScope(database());
    const { jobId: _, ...place } = scope;
    const name = (n: number) => `git:1:file:${String(n).padStart(5, "0")}`;
    const rows = Array.from({ length: LOOKED_AT_MAX + 10 }, (_, n) =>
      storable(name(n), { title: `Title ${n}`, content: "" }),
    );
    await documents.storeFetched(database(), { ...scope, ...empty, documents: rows });
    const page = (after?: string) =>
      documents.page(database(), { ...place, q: `title ${LOOKED_AT_MAX + 5}`, after, limit: 10 });
    const first = await page();
    expect(first).toEqual({ documents: [], next: name(LOOKED_AT_MAX - 1) });
    expect(await page(first.next ?? "")).toMatchObject({ documents: [{ id: name(LOOKED_AT_MAX + 5) }], next: null });
  });

  it("find the documents of a job by what it was to do, if another did not read them since", async () => {
    const { jobId, ...place } = await createScope(database());
    const references = ["a", "b", "c"].map((id) => storable(`git:1:file:${id}`).reference);
    await recordFetch(jobId, place.workspaceId, references);
    const rows = ["a", "b"].map((id) => storable(`git:1:file:${id}`));
    await documents.storeFetched(database(), { ...place, ...empty, jobId, documents: rows });
    await documents.storeFetched(database(), { ...place, ...empty, jobId: "job_later", documents: rows.slice(1) });
    const page = (job: string, workspaceId = place.workspaceId) =>
      documents.page(database(), { ...place, workspaceId, jobId: job, limit: 5 });
    expect((await page(jobId)).documents.map(({ id }) => id)).toEqual(["git:1:file:a"]);
    expect((await page("job_none")).documents).toEqual([]);
    expect((await page(jobId, "another")).documents).toEqual([]);
  });

  it("show as pending what was asked for again, until it is read", async () => {
    const scope = await createScope(database());
    const { jobId: _, ...place } = scope;
    const problem = { code: "timeout", message: "No answer." };
    const rows = ["a", "b"].map((id) => storable(`git:1:file:${id}`));
    const failed = rows.map(({ id, type, version, reference }) => ({ id, type, version, reference, problem }));
    await documents.storeFetched(database(), { ...scope, ...empty, documents: [], failed });
    expect(await documents.askAgain(database(), { ...scope, id: "git:1:file:a" })).toBe(1);
    expect(await documents.askAgain(database(), { ...scope, workspaceId: "another" })).toBe(0);
    const { documents: page } = await documents.page(database(), { ...place, limit: 5 });
    expect(page).toMatchObject([
      { status: "pending", problem },
      { status: "failed", problem },
    ]);
    const left = (jobId: string) =>
      documents.unfinished(database(), { ...scope, jobId, configHash: "config", pending: true });
    expect(await left("job_next")).toEqual({ fetch: [rows[0]?.reference], index: [], delete: [] });
    expect((await left(scope.jobId)).fetch).toEqual([]);
    expect(await documents.askAgain(database(), scope)).toBe(2);
  });

  it("are read again by whichever sync comes next", async () => {
    const { jobId, workspaceId, sourceId } = await createScope(database());
    const scope = { workspaceId, sourceId };
    await jobs.finish(database(), { workspaceId, jobId, status: "completed", cursor: "c" });
    const source = await sources.get(database(), workspaceId, sourceId);
    const request = (changes?: { references: string[] }) =>
      jobs.request(database(), { ...scope, mode: "incremental", trigger: "test", ...(changes && { changes }) });
    const start = (id: string) =>
      jobs.start(database(), { ...scope, jobId: id, claim: id, mode: "incremental", trigger: "test" });
    const end = (id: string) =>
      jobs.finish(database(), { workspaceId, jobId: id, status: "completed", cursor: "d", retry: true });

    // Alone, it reads nothing else, and its end says nothing of the source.
    const alone = (await request({ references: [] })).job.id;
    expect(await start(alone)).toMatchObject({ claimed: true, changes: { references: [] } });
    expect(await end(alone)).toMatchObject({ next: null });
    expect(await sources.get(database(), workspaceId, sourceId)).toEqual(source);

    // An ordinary sync takes it up, and so does one of what a webhook named.
    const ordinary = (await request({ references: [] })).job.id;
    await request();
    expect(await start(ordinary)).toMatchObject({ changes: null });
    expect(await request({ references: [] })).toMatchObject({ created: false });
    const { next } = await end(ordinary);
    expect(next).toMatchObject({ trigger: "retry" });
    expect(await start(next?.id ?? "")).toMatchObject({ changes: { references: [] } });
    await end(next?.id ?? "");
    const named = (await request({ references: ["a"] })).job.id;
    await request({ references: [] });
    expect(await start(named)).toMatchObject({ changes: { references: ["a"] } });
    await end(named);
  });

  async function recordFetch(jobId: string, workspaceId: string, items: ReturnType<typeof storable>["reference"][]) {
    const batch = { id: "p0-fetch-0", kind: "fetch", items } as const;
    await batches.recordPage(database(), {
      ...{ workspaceId, jobId, page: 0, batches: [batch], listed: items.length, unchanged: 0, listing: false },
    });
  }
});
