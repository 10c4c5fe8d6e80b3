import { documents } from "@tributary/database";
import { createFakeGitHub } from "@tributary/source-github/testing";
import { type Completeness, type DocumentPage, isJobActive, type Job } from "@tributary/validation";
import { describe, expect, it, onTestFinished } from "vitest";
import { changingProviders } from "../testing/changing-providers.ts";
import { createServedConsole } from "../testing/served-console.ts";

async function github() {
  const fake = await createFakeGitHub();
  onTestFinished(() => fake.close());
  const repository = await fake.createRepository("acme/birds");
  await repository.commit({ "README.md": "# Birds\n\nThe kestrel hovers.\n", "a.md": "# A\n", "logo.png": "\0\0" });
  repository.openIssue({ title: "Nest", body: "Box." });
  return {
    kind: "github",
    config: { repository: "acme/birds", baseUrl: fake.url },
    credentials: { token: fake.addToken() },
  };
}

const headers = { "content-type": "application/json" };

describe("documents that failed", { timeout: 240_000 }, () => {
  it("are read and indexed again by themselves, whatever kind of source they are of", async () => {
    const { runtime, send, get, post, connect, until } = await createServedConsole();
    const { database } = runtime.services;
    for (const start of [github, ...changingProviders]) {
      const { kind, config, credentials } = await start();
      const { sourceId } = await connect({ kind, config, credentials });
      const path = `/v1/sources/${sourceId}`;
      const untilOver = async ({ job }: { readonly job: Job }): Promise<Job> => {
        const read = () => get<Job>(`/v1/jobs/${job.id}`);
        await until(`a sync of ${kind} is over`, async () => !isJobActive((await read()).status));
        return read();
      };
      expect(await untilOver(await post(`${path}/sync`, { mode: "full" })), kind).toMatchObject({
        status: "completed",
      });
      const before = await get<Completeness>(`${path}/completeness`);
      expect(before.totals.exists, kind).toBe(before.totals.searchable + before.totals.skipped);
      const listed = (await get<DocumentPage>(`${path}/documents?status=searchable`)).documents;
      expect(listed.length, kind).toBeGreaterThan(0);

      // As if their vectors had been refused: nothing of them is indexed, and they say why.
      const ids = listed.map(({ id }) => id);
      const problem = { code: "store-refused", message: "It was refused." };
      await documents.markUnindexed(database, { workspaceId: "default", ids });
      await documents.markFailed(database, { workspaceId: "default", entries: ids.map((id) => ({ id, problem })) });
      const failed = await get<Completeness>(`${path}/completeness`);
      expect(failed, kind).toMatchObject({
        totals: { exists: before.totals.exists, searchable: 0, failed: ids.length },
      });

      // A paused source is left alone, in whole and in part; its documents wait for no sync.
      const pause = (paused: boolean) => send(path, { method: "PATCH", headers, body: JSON.stringify({ paused }) });
      expect((await pause(true)).status, kind).toBe(200);
      for (const asked of [`${path}/retry`, `/v1/documents/${encodeURIComponent(ids[0] ?? "")}/retry`]) {
        const refused = await send(asked, { method: "POST" });
        expect([refused.status, await refused.json()], asked).toMatchObject([409, { error: { code: "paused" } }]);
      }
      expect((await pause(false)).status, kind).toBe(200);
      expect(await get<Completeness>(`${path}/completeness`), kind).toMatchObject({ totals: failed.totals });

      const retried = await untilOver(await post(`${path}/retry`));
      expect(retried, kind).toMatchObject({
        ...{ status: "completed", trigger: "retry", counts: { listed: 0, added: ids.length, failed: 0, deleted: 0 } },
      });
      expect(await get<Completeness>(`${path}/completeness`), kind).toMatchObject({ totals: before.totals });
    }
  });
});
