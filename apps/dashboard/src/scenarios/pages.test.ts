import { join } from "node:path";
import { createFakeGitHub, type FakeGitHub, prepareLargeHome } from "@tributary/console/testing";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { settled, violations } from "../testing/accessibility.ts";
import { foundBrowser } from "../testing/browser.ts";
import { birdFiles, createRepository } from "../testing/git-repository.ts";
import { inBrowser } from "../testing/in-browser.ts";
import { shareSite } from "../testing/share-site.ts";
import type { Site } from "../testing/site.ts";
import { syncedSource } from "../testing/synced-source.ts";
import { sidewaysScroll } from "../testing/watch.ts";

/**
 * With `pnpm --filter @tributary/dashboard test:axe` axe looks at each page twice. Otherwise, for the time it takes, each is
 * opened in one of the looks, and axe looks at one of three.
 */
const looksAtAll = process.env.TRIBUTARY_TEST_AXE === "all";

describe("a console that has run for a while", () => {
  let fake: FakeGitHub;
  beforeAll(async () => {
    if (foundBrowser.path === undefined) return;
    fake = await createFakeGitHub();
    const repository = await fake.createRepository("acme/birds");
    await repository.commit({ "README.md": "# Birds\n\nThe kestrel hovers.\n" });
    fake.inject({ fault: { type: "secondary-limit", retryAfter: 1 }, match: "/graphql", after: 1 });
  });
  afterAll(() => fake?.close());
  const site = shareSite({
    prepare: (home) => prepareLargeHome(home, { documents: 600, jobs: 60 }),
    furnish: async (made) => {
      const config = { repository: "acme/birds", baseUrl: fake.url };
      const credentials = { token: fake.addToken() };
      await syncedSource(made, { kind: "github", name: "Birds", config, credentials });
      await made.request("GET", "/v1/search?q=kestrel");
      await syncedSource(made, {
        kind: "git",
        name: "Birds of the coast, as somebody called it at length because nothing stopped them",
        config: { path: createRepository(join(made.folder, "birds"), birdFiles) },
      });
    },
  });

  describe("to its operator", () => {
    inBrowser("workflows show each run with its steps, retries, input and output", async ({ visit }) => {
      const page = await visit(site(), { path: "/workflows" });
      const runs = page.getByRole("list", { name: "Workflow runs" });
      await runs
        .getByRole("link", { name: /^sync\.orchestrator/ })
        .first()
        .click();
      await page.getByRole("status").filter({ hasText: "Completed" }).first().waitFor();
      const steps = page.getByRole("list", { name: "Steps" });
      await steps.getByRole("button", { expanded: false }).first().click();
      await steps.getByRole("button", { name: "Run again from here" }).first().waitFor();
      await page.getByText("Input", { exact: true }).first().waitFor();
      await page.getByText("Output", { exact: true }).first().waitFor();

      const retried = await retriedRun();
      await page.goto(`${site().url}/workflows/${retried}`);
      await steps.waitFor();
      await steps
        .getByRole("button", { name: /failed attempt/, expanded: false })
        .first()
        .click();
      const attempts = page.getByRole("list", { name: "Attempts" }).first();
      await attempts.getByText(/Attempt 1 failed/).waitFor();
      await attempts
        .getByText(/rate limit/)
        .first()
        .waitFor();
      await page.goto(`${site().url}/workflows/functions`);
      await page.getByText("sync.orchestrator").first().waitFor();
    });

    inBrowser("alerts are acknowledged and resolved", async ({ visit }) => {
      const page = await visit(site(), { path: "/alerts" });
      const navigation = page.getByRole("navigation", { name: "Pages" });
      await navigation.getByRole("link", { name: /Alerts.*3 open/ }).waitFor();
      await page.getByRole("button", { name: "Acknowledge: The sync of linear failed" }).click();
      await page.getByText("It stays until it is over").waitFor();
      await page.getByRole("button", { name: "Acknowledge: The sync of linear failed" }).waitFor({ state: "detached" });
      await page.getByRole("link", { name: "Acknowledged" }).click();
      await page.getByRole("link", { name: "The sync of linear failed" }).click();
      await page.getByRole("button", { name: /^Resolve/ }).click();
      await page.getByRole("status").filter({ hasText: "Resolved" }).first().waitFor();
      const { alerts } = await site().request<{ alerts: { state: string }[] }>("GET", "/v1/alerts");
      expect(alerts.map(({ state }) => state).sort()).toEqual(["open", "open", "resolved"]);
    });

    inBrowser("health shows what happened as charts, and as tables", async ({ visit }) => {
      const page = await visit(site(), { path: "/health" });
      await page.locator("svg.recharts-surface").first().waitFor();
      await page.getByRole("button", { name: "Table: Syncs" }).first().click();
      const table = page.getByRole("table").first();
      expect(await table.getByRole("row").count()).toBeGreaterThan(5);
      await page.getByLabel("Reports of").selectOption({ label: "Of hours" });
      await page.getByRole("list", { name: "Reports" }).getByRole("link").first().click();
      await page.waitForURL("**/reports/**");
      await page.getByRole("heading", { level: 1 }).waitFor();
    });

    /** A run with a step that was tried more than once. */
    async function retriedRun(): Promise<string> {
      const { runs } = await site().request<{ runs: WorkflowRun[] }>("GET", "/v1/workflows/runs?limit=100");
      for (const { id } of runs) {
        const { steps } = await site().request<WorkflowRun>("GET", `/v1/workflows/runs/${id}`);
        if (steps.some(({ attempts }) => attempts.length > 1)) return id;
      }
      throw new Error("No step was tried again.");
    }
  });

  describe("on every page", () => {
    const areas: Readonly<Record<string, (ids: Ids) => readonly string[]>> = {
      search: ({ document }) => [
        "/",
        "/?q=kestrel",
        "/?q=nothingofthiskind&source=linear",
        `/documents/${document}`,
        `/graph?document=${document}`,
        "/graph",
        "/documents/none",
        "/nowhere",
      ],
      sources: ({ source, job }) => [
        "/sources",
        "/connect",
        "/connect/git",
        "/connect/github",
        `/sources/${source}`,
        `/sources/${source}/documents`,
        `/sources/${source}/runs`,
        `/sources/${source}/webhook`,
        `/sources/${source}/settings`,
        "/sources/none",
        "/runs",
        `/runs/${job}`,
        "/runs/none",
      ],
      operation: ({ alert, workflow }) => [
        "/health",
        "/reports/rep_seeded",
        "/alerts",
        `/alerts/${alert}`,
        "/workflows",
        "/workflows/functions",
        `/workflows/${workflow}`,
      ],
      settings: () =>
        ["keys", "notifications", "index", "deletions", "activity", "about"].map((name) => `/settings/${name}`),
    };

    for (const [area, paths] of Object.entries(areas)) {
      inBrowser(
        `${area}: has nothing axe objects to, light or dark, wide or narrow`,
        async ({ visit }) => {
          const page = await visit(site(), { expected: [/^answered 404: GET/] });
          const found: string[] = [];
          for (const [place, path] of paths(await idsOf(site())).entries()) {
            found.push(...(await look(page, path, place)));
          }
          expect(found).toEqual([]);
        },
        300_000,
      );
    }

    inBrowser("signing in: has nothing axe objects to", async ({ visit }) => {
      const page = await visit(site(), { key: null });
      expect(await look(page, "/sign-in", 1)).toEqual([]);
    });
  });
});

interface WorkflowRun {
  readonly id: string;
  readonly steps: readonly { readonly attempts: readonly unknown[] }[];
}

/** How a page is looked at. */
const looks = [
  { theme: "light", width: 1280 },
  { theme: "dark", width: 360 },
] as const;

/** Opens a page in one of the looks, or in each; returns what is wrong with it. */
async function look(page: Page, path: string, place: number): Promise<string[]> {
  const found: string[] = [];
  for (const { theme, width } of looksAtAll ? looks : [looks[place % 2] ?? looks[0]]) {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height: 800 });
    await page.goto(new URL(path, page.url()).href);
    await settled(page);
    const headings = await page.getByRole("heading", { level: 1 }).count();
    if (headings !== 1) found.push(`${headings} headings of level 1`);
    found.push(...[await sidewaysScroll(page)].filter((problem) => problem !== undefined));
    if (!looksAtAll && place % 3 !== 0) continue;
    found.push(...(await violations(page)).map((problem) => `${theme}, ${width} px: ${problem}`));
  }
  return found.map((problem) => `${path} ${problem}`);
}

interface Ids {
  readonly source: string;
  readonly document: string;
  readonly job: string;
  readonly alert: string;
  readonly workflow: string;
}

async function idsOf(site: Site): Promise<Ids> {
  const get = <Answer>(path: string) => site.request<Answer>("GET", path);
  const { sources } = await get<{ sources: { id: string; kind: string }[] }>("/v1/sources");
  const { results } = await get<{ results: { documentId: string }[] }>("/v1/search?q=hoverAgainst");
  const { jobs } = await get<{ jobs: { id: string }[] }>("/v1/jobs?status=completed_with_failures&limit=1");
  const { alerts } = await get<{ alerts: { id: string }[] }>("/v1/alerts");
  const { runs } = await get<{ runs: { id: string }[] }>("/v1/workflows/runs?limit=1&status=completed");
  return {
    source: sources.find(({ kind }) => kind === "github")?.id ?? "",
    document: encodeURIComponent(results[0]?.documentId ?? ""),
    job: jobs[0]?.id ?? "",
    alert: alerts[0]?.id ?? "",
    workflow: runs[0]?.id ?? "",
  };
}
