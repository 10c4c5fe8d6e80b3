import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Completeness, DocumentPage } from "@tributary/validation";
import { describe, expect, it } from "vitest";
import { syncSource } from "../cli/sync.ts";
import { createSearchValues } from "../search-index/search-values.ts";
import { createQuietOutput } from "../testing/quiet-output.ts";
import { commit, createRepository, git, temporaryFolder } from "../testing/repository.ts";
import { createServedConsole } from "../testing/served-console.ts";

const pages = Object.fromEntries(
  Array.from({ length: 24 }, (_, n) => [`docs/page-${n}.md`, `# Page ${n}\n\nThe dunlin${n} calls.\n`]),
);

const files = {
  ...pages,
  "kept.md": "# Kept\n\nThe knot feeds.\n",
  "damaged.md": "# Damaged\n\nThe turnstone turns stones.\n",
  "logo.png": Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0, 0]),
  "large.txt": "sand ".repeat(500_000),
  "pnpm-lock.yaml": "lockfileVersion: 9\n",
  "nothing.txt": "",
};

/** What the figures come to by their reasons. */
function existsByReasons({ totals, reasons }: Completeness): number {
  return reasons.reduce((sum, { status, count }) => sum + (status === "gone" ? -count : count), totals.searchable);
}

describe("what exists, is held and is searchable", { timeout: 240_000 }, () => {
  it("adds up with the reasons, before the first sync, with failures, and with deletions that are held", async () => {
    const served = await createServedConsole();
    const { client, get, post, send, search, until, runtime } = served;
    const repository = createRepository(join(temporaryFolder(), "shore"), files);
    const id = git(repository, "rev-parse", "HEAD:damaged.md").trim();
    const object = join(repository, ".git/objects", id.slice(0, 2), id.slice(2));
    const whole = readFileSync(object);
    chmodSync(object, 0o644);
    writeFileSync(object, "damaged");
    const config = { path: repository };
    const sync = (mode: "full" | "incremental" = "full") =>
      syncSource(client, {
        ...{ source: { kind: "git", config }, mode, output: createQuietOutput() },
        signal: new AbortController().signal,
      });
    const { source } = await post<{ source: { id: string } }>("/v1/sources", { kind: "git", config, sync: false });
    const path = `/v1/sources/${source.id}`;
    const look = async () => {
      const found = await get<Completeness>(`${path}/completeness`);
      if (found.totals.exists !== null) expect(found.totals.exists).toBe(existsByReasons(found));
      const { held, searchable, pending, failed, skipped } = found.totals;
      expect(held).toBe(searchable + pending + failed + skipped);
      return { ...found, counts: Object.fromEntries(found.reasons.map(({ code, count }) => [code, count])) };
    };
    const list = (query: string) => get<DocumentPage>(`${path}/documents?${query}`);

    expect(await look()).toMatchObject({ listing: null, unknown: { code: "never-synced" }, totals: { exists: null } });
    expect((await send(`${path}/retry`, { method: "POST" })).status).toBe(409);

    expect(await sync()).toMatchObject({ status: "completed_with_failures", failed: 1 });
    const first = await look();
    const [problem] = (await list("status=failed")).documents;
    expect(problem).toMatchObject({
      path: null,
      status: "failed",
      chunkCount: 0,
      problem: { code: expect.any(String) },
    });
    expect(first).toMatchObject({
      listing: { complete: true },
      unknown: null,
      types: [{ type: "file", exists: 30, held: 30, searchable: 25, failed: 1, skipped: 4, pending: 0 }],
      counts: { binary: 1, "too-large": 1, generated: 1, empty: 1, [problem?.problem?.code ?? ""]: 1 },
      heldDeletions: 0,
    });
    for (const { message } of first.reasons) expect(message).toMatch(/^[A-Z].{20,}\.$/);

    // Pages by state, reason, words and job; the last says that it is the last.
    const { listing } = first;
    expect((await list("code=generated")).documents).toMatchObject([{ id: expect.stringContaining("pnpm-lock.yaml") }]);
    expect((await list("q=PAGE-1")).documents).toHaveLength(11);
    expect((await list("type=issue")).documents).toEqual([]);
    expect((await list(`jobId=${listing?.jobId}&status=failed`)).documents).toEqual([problem]);
    expect((await list("jobId=job_other")).documents).toEqual([]);
    const seen: string[] = [];
    for (let next: string | null = ""; next !== null; ) {
      const page: DocumentPage = await list(`limit=7${next && `&after=${encodeURIComponent(next)}`}`);
      seen.push(...page.documents.map((document) => document.id));
      next = page.next;
    }
    expect(seen).toEqual([...new Set(seen)].sort());
    expect(seen).toHaveLength(30);

    // What failed is searchable by trying it again, alone; the source's own state stays.
    const failedId = problem?.id ?? "";
    const [sourceBefore] = (await get<{ sources: { lastSyncAt: string }[] }>("/v1/sources")).sources;
    const retry = async (where: string) => {
      const response = await send(`${where}/retry`, { method: "POST" });
      expect(response.status).toBe(202);
      const { job, documents } = (await response.json()) as { job: { id: string }; documents: number };
      expect(documents).toBe(1);
      const over = () => get<{ status: string; counts: { failed: number; listed: number } }>(`/v1/jobs/${job.id}`);
      await until("the retry is over", async () => (await over()).status.startsWith("completed"));
      return over();
    };
    writeFileSync(object, whole);
    expect(await retry(`/v1/documents/${encodeURIComponent(failedId)}`)).toMatchObject({
      ...{ status: "completed", trigger: "retry", counts: { listed: 0, added: 1, failed: 0 } },
    });
    expect((await search("turnstone")).map((result) => result.documentId)).toContain(failedId);
    expect((await send(`/v1/documents/${encodeURIComponent(failedId)}/retry`, { method: "POST" })).status).toBe(409);
    expect((await send("/v1/documents/git%3Anone%3Afile%3Aa/retry", { method: "POST" })).status).toBe(404);
    expect((await get<{ sources: object[] }>("/v1/sources")).sources).toEqual([sourceBefore]);
    expect(await look()).toMatchObject({ totals: { exists: 30, searchable: 26, failed: 0 } });

    // Read since the listing: it exists too.
    commit(repository, { "later.md": "# Later\n\nThe curlew calls.\n" });
    await sync("incremental");
    expect(await look()).toMatchObject({ totals: { exists: 31, held: 31, searchable: 27 } });

    commit(repository, { "tributary.yml": "exclude:\n  - docs/**\n" });
    await sync();
    expect(await look()).toMatchObject({
      ...{ heldDeletions: 24, counts: { "held-deletion": 24 }, totals: { exists: 8, held: 32, searchable: 28 } },
    });

    const { jobs } = await get<{ jobs: { id: string; status: string }[] }>("/v1/jobs?limit=200");
    const paged: string[] = [];
    for (let next: string | null = ""; next !== null; ) {
      const page: { jobs: { id: string }[]; next: string | null } = await get(
        `/v1/jobs?limit=2${next && `&before=${next}`}`,
      );
      paged.push(...page.jobs.map((job) => job.id));
      next = page.next;
    }
    expect(paged).toEqual(jobs.map((job) => job.id));
    const complete = await get<{ jobs: { id: string }[] }>("/v1/jobs?status=completed");
    expect(complete.jobs.map((job) => job.id)).toEqual(
      jobs.filter((job) => job.status === "completed").map((job) => job.id),
    );

    await until("the filters of a search are those of what is there", async () => {
      const values = await get<{ types: object[]; sources: object[] }>("/v1/search/values");
      return JSON.stringify(values.types) === JSON.stringify([{ value: "file", count: 28 }]);
    });
    expect(await get("/v1/search/values?q=gi")).toMatchObject({ sources: [{ value: "git", count: 28 }], types: [] });

    // They are read again where that is quick, once they are a second old.
    const clock = { now: 0 };
    const kept = createSearchValues(runtime.services, () => clock.now);
    expect(await kept.find("default", "")).toMatchObject({ types: [{ value: "file", count: 28 }] });
    await send(path, { method: "DELETE" });
    expect(await kept.find("default", "FI")).toMatchObject({ types: [{ value: "file", count: 28 }], sources: [] });
    clock.now += 1_001;
    expect(await kept.find("default", "")).toMatchObject({ types: [], sources: [] });
    expect(await get(`${path}/completeness`)).toMatchObject({ error: { code: "disconnected" } });
    expect(await get(`${path}/documents`)).toMatchObject({ error: { code: "disconnected" } });
  });
});
