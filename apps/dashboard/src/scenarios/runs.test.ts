import { join } from "node:path";
import { createFakeGitHub, type FakeGitHub } from "@tributary/console/testing";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { foundBrowser } from "../testing/browser.ts";
import { serverAway } from "../testing/expected.ts";
import { birdFiles, commit, createRepository, damage } from "../testing/git-repository.ts";
import { inBrowser } from "../testing/in-browser.ts";
import { shareSite } from "../testing/share-site.ts";
import { hitsWith, syncAgain, syncedSource } from "../testing/synced-source.ts";

/** More than the connections that a browser opens to a server over HTTP/1.1, which are six. */
const TABS = 7;

describe("runs", () => {
  let fake: FakeGitHub;
  beforeAll(async () => {
    if (foundBrowser.path === undefined) return;
    fake = await createFakeGitHub();
    const repository = await fake.createRepository("acme/birds");
    await repository.commit({ "README.md": "# Birds\n\nThe kestrel hovers.\n" });
    for (let n = 1; n <= 30; n++) repository.openIssue({ title: `Nest ${n}`, body: `Box ${n}.` });
  });
  afterAll(() => fake?.close());
  const site = shareSite({
    furnish: async ({ request }) => {
      const config = { repository: "acme/birds", baseUrl: fake.url };
      const credentials = { token: fake.addToken() };
      await request("POST", "/v1/sources", { kind: "github", name: "Birds", config, credentials, sync: false });
    },
  });

  describe("followed live from a slow provider", () => {
    const sourceId = async () => {
      const { sources } = await site().request<{ sources: { id: string; name: string }[] }>("GET", "/v1/sources");
      return sources.find(({ name }) => name === "Birds")?.id;
    };
    const start = async (latency: number) => {
      fake.latency = latency;
      const path = `/v1/sources/${await sourceId()}/sync`;
      const { job } = await site().request<{ job: { id: string } }>("POST", path, { mode: "full" });
      return job.id;
    };

    inBrowser("shows its stages and what it waits for, and goes on after the connection was cut", async ({ visit }) => {
      const page = await visit(site(), { path: `/sources/${await sourceId()}`, expected: serverAway });
      fake.inject({ fault: { type: "secondary-limit", retryAfter: 8 }, match: "/graphql" });
      await page.getByRole("button", { name: "Sync now: Birds" }).click();
      await page.getByRole("list", { name: "Stages" }).getByRole("listitem").first().waitFor();
      await page
        .getByText(/ until \d\d:\d\d/)
        .first()
        .waitFor();
      await page.context().setOffline(true);
      await page.getByText("The server cannot be reached.").waitFor();
      await page.context().setOffline(false);
      await page.getByText("The server is back.").waitFor();
      await page.getByRole("link", { name: "Details" }).first().click();
      await page.waitForURL("**/runs/job_*");
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.getByRole("status").filter({ hasText: "Completed" }).waitFor();
    });

    inBrowser("can be cancelled", async ({ visit }) => {
      const jobId = await start(4_000);
      const page = await visit(site(), { path: `/runs/${jobId}` });
      await page.getByRole("button", { name: "Cancel the run" }).click();
      await page.getByRole("status").filter({ hasText: "Cancelled" }).first().waitFor();
      fake.latency = 0;
    });

    inBrowser("leaves room for other pages in however many tabs it is watched", async ({ visit }) => {
      const jobId = await start(20_000);
      const first = await visit(site(), { path: `/runs/${jobId}` });
      const tabs = [first];
      while (tabs.length < TABS) {
        const tab = await first.context().newPage();
        await tab.goto(first.url());
        tabs.push(tab);
      }
      for (const tab of tabs) await tab.getByRole("list", { name: "Stages" }).waitFor();
      fake.latency = 0;
      await first.getByRole("button", { name: "Cancel the run" }).click();
      for (const tab of tabs) await tab.getByRole("status").filter({ hasText: "Cancelled" }).first().waitFor();
    });

    inBrowser("goes on by itself, on the page too, when the server was killed and started again", async ({ visit }) => {
      const jobId = await start(1_000);
      const page = await visit(site(), { path: `/runs/${jobId}`, expected: serverAway });
      await page.getByRole("list", { name: "Stages" }).waitFor();
      await site().kill();
      await page.getByText("The server cannot be reached.").waitFor();
      await site().restart();
      await page.getByText("The server is back.").waitFor();
      fake.latency = 0;
      await page.getByRole("status").filter({ hasText: "Completed" }).waitFor();
      expect(new URL(page.url()).pathname).toBe(`/runs/${jobId}`);
    });
  });

  describe("with losses", () => {
    inBrowser("in a document: it is counted, says why, and is found once it was tried again", async ({ visit }) => {
      const path = createRepository(join(site().folder, "damaged"), birdFiles);
      const mend = damage(path, "src/soar.py");
      const { sourceId, status, id } = await syncedSource(site(), { kind: "git", config: { path } });
      expect(status).toBe("completed_with_failures");
      const page = await visit(site(), { path: `/sources/${sourceId}` });
      await page.getByRole("heading", { name: "Why the figures differ" }).waitFor();
      await page.getByRole("link", { name: /Show it.*1 failed/ }).click();
      await page.waitForURL("**/documents?*status=failed*");
      await page.getByText("soar.py").first().waitFor();
      mend();
      await page
        .getByRole("button", { name: /Try .*again|Retry/ })
        .first()
        .click();
      await expect.poll(() => hitsWith(site(), "def soar(thermal)"), { timeout: 30_000 }).toBe(1);
      await page.goto(`${site().url}/runs/${id}`);
      await page.getByText("Completed with 1 failure").first().waitFor();
    });

    /** A repository that lost 26 of its 34 files at once. */
    const shrunken = async (bird: string) => {
      const names = Array.from({ length: 34 }, (_, n) => `page-${n}.md`);
      const files = Object.fromEntries(names.map((name, n) => [name, `# Page ${n}\n\nThe ${bird}${n} calls.\n`]));
      const path = createRepository(join(site().folder, bird), files);
      const { sourceId } = await syncedSource(site(), { kind: "git", config: { path } });
      commit(path, Object.fromEntries(names.slice(0, 26).map((name) => [name, null])));
      await syncAgain(site(), sourceId, "full");
      return sourceId;
    };

    inBrowser("with a deletion that is too large: it waits for a person, and can be taken back", async ({ visit }) => {
      const sourceId = await shrunken("dunlin");
      const page = await visit(site(), { path: `/sources/${sourceId}` });
      const held = page.getByRole("region", { name: "Delete 26 of 34 documents?" });
      await held.getByText("Show the documents").click();
      await held.getByRole("link", { name: "page-3.md" }).waitFor();
      await held.getByRole("button", { name: "Delete them" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Delete them" }).click();
      const released = page.getByRole("region", { name: "26 documents were deleted" });
      await released.waitFor();
      const found = () => hitsWith(site(), "dunlin3 calls");
      await expect.poll(found, { timeout: 30_000 }).toBe(0);
      await released.getByRole("button", { name: "Undo" }).click();
      await expect.poll(found, { timeout: 30_000 }).toBe(1);
      await released.waitFor({ state: "detached" });
    });

    inBrowser("with a deletion that is too large, of which the settings tell: nothing goes", async ({ visit }) => {
      const sourceId = await shrunken("knot");
      const page = await visit(site(), { path: "/settings/deletions", width: 360 });
      const held = page.getByRole("list", { name: "Held deletions" });
      await held.getByRole("link", { name: "knot" }).waitFor();
      await held.getByRole("button", { name: "Keep them" }).click();
      const decided = page.getByRole("list", { name: "Decided deletions" });
      await decided.getByRole("region", { name: "26 documents were kept" }).waitFor();
      await page.getByText("Nothing is held").waitFor();
      await page.goto(`${site().url}/sources/${sourceId}`);
      await page.getByRole("heading", { level: 1, name: "knot" }).waitFor();
      expect(await page.getByText("26 of 34").count()).toBe(0);
      expect(await hitsWith(site(), "knot3 calls")).toBe(1);
    });
  });
});
