import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished } from "vitest";
import { birdFiles, createRepository } from "../testing/git-repository.ts";
import { inBrowser } from "../testing/in-browser.ts";
import { shareSite } from "../testing/share-site.ts";
import type { Site } from "../testing/site.ts";
import { syncedSource } from "../testing/synced-source.ts";

/** Addresses with filters that no page knows, and the list that each shows. */
const unknownFilters = {
  "/?q=kestrel&after=soon&unheard=1": "Hits",
  "/runs?status=unheard": "Runs",
  "/workflows?status=unheard&id=%3F": "Workflow runs",
};

describe("a console with a git repository", () => {
  const site = shareSite({
    furnish: (made) =>
      syncedSource(made, { kind: "git", config: { path: createRepository(join(made.folder, "birds"), birdFiles) } }),
  });

  describe("in its search", () => {
    inBrowser("is all keyboard: to the box, to the hits, into a document and back", async ({ visit }) => {
      const page = await visit(site(), { path: "/sources" });
      await page.getByRole("heading", { level: 1, name: "Sources" }).waitFor();
      await page.keyboard.press("/");
      const box = page.getByRole("textbox", { name: "Search", exact: true });
      await box.waitFor();
      await page.keyboard.type("kestrel");
      const hits = page.getByRole("list", { name: "Hits" });
      await hits.getByRole("link", { name: "flight.md" }).waitFor();
      await page
        .getByRole("status")
        .filter({ hasText: /^\d+ hits$/ })
        .waitFor();

      const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
      await page.keyboard.press("ArrowDown");
      const first = await focused();
      await page.keyboard.press("ArrowDown");
      const second = await focused();
      expect(new Set([first, second, ""]).size).toBe(3);
      await page.keyboard.press("ArrowUp");
      expect(await focused()).toBe(first);
      await page.keyboard.press("Escape");
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("search");

      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/documents/**");
      await page.getByRole("heading", { level: 1, name: first }).waitFor();
      await page.goBack();
      await box.waitFor();
      expect(await box.inputValue()).toBe("kestrel");
      await box.focus();
      await page.keyboard.press("Escape");
      expect(await box.inputValue()).toBe("");
    });

    inBrowser(
      "narrows by filters that the address holds, and says what to do when nothing is left",
      async ({ visit }) => {
        const page = await visit(site(), { path: "/?q=kestrel" });
        const hits = page.getByRole("list", { name: "Hits" });
        await hits.waitFor();
        await page.getByRole("button", { name: "Source" }).click();
        await page.getByRole("menuitemcheckbox", { name: /Git/ }).click();
        await page.keyboard.press("Escape");
        const filters = page.getByRole("list", { name: "Active filters" });
        await filters.waitFor();
        expect(new URL(page.url()).search).toContain("source=git");
        await page.goto(`${site().url}/?q=kestrel&source=linear`);
        await page.getByText("Nothing found").first().waitFor();
        await page.getByRole("button", { name: /Take the filter off/ }).click();
        await hits.waitFor();
        expect(new URL(page.url()).search).toBe("?q=kestrel");
      },
    );

    inBrowser("says why a hit is one, and what its document has to do with others", async ({ visit }) => {
      const page = await visit(site(), { path: "/?q=hoverAgainst", width: 1000 });
      const hit = page
        .getByRole("list", { name: "Hits" })
        .getByRole("listitem")
        .filter({ hasText: "hover.ts" })
        .first();
      await hit.getByRole("button", { name: "Why this hit" }).click();
      expect(await hit.getByRole("term").count()).toBeGreaterThan(0);
      await hit.getByRole("button", { name: "Related" }).click();
      await hit.getByRole("link", { name: /wind\.ts/ }).waitFor();
      await hit
        .getByRole("link", { name: /hover\.ts/ })
        .first()
        .click();
      await page.getByRole("heading", { level: 1, name: /hover\.ts/ }).waitFor();
      await page.getByText("return -wind;").waitFor();
      await page.getByRole("link", { name: /graph/i }).last().click();
      await page.waitForURL("**/graph?document=**");
    });

    inBrowser("leads into the graph, which is walked from document to document and back", async ({ visit }) => {
      const { results } = await site().request<{ results: { documentId: string; path: string }[] }>(
        "GET",
        "/v1/search?q=hoverAgainst",
      );
      const from = results.find(({ path }) => path === "src/hover.ts")?.documentId ?? "";
      const page = await visit(site(), { path: `/graph?document=${encodeURIComponent(from)}` });
      const documents = page.getByRole("list", { name: "Documents in the graph" });
      await documents.getByRole("link", { name: /wind\.ts/ }).click();
      await page.waitForURL((url) => url.searchParams.get("document")?.endsWith("wind.ts") === true);
      const way = page.getByRole("navigation", { name: "The way here" });
      await way.getByRole("link", { name: /hover\.ts/ }).click();
      await page.waitForURL((url) => url.searchParams.get("document") === from);
      await page.getByRole("link", { name: "Open the document", exact: true }).click();
      await page.getByRole("heading", { level: 1, name: /hover\.ts/ }).waitFor();
    });

    inBrowser("shows Markdown as people read it, and as it was written on demand", async ({ visit }) => {
      const page = await visit(site(), { path: "/?q=kestrel%20hovers" });
      await page.getByRole("list", { name: "Hits" }).getByRole("link", { name: "README.md" }).first().click();
      await page.getByRole("heading", { level: 3, name: "Birds" }).waitFor();
      expect(await page.getByText("# Birds").count()).toBe(0);
      expect(await page.locator(".written mark").first().textContent()).toBe("kestrel");

      await page.getByRole("link", { name: "Source", exact: true }).click();
      await page.getByText("# Birds").waitFor();
      expect(new URL(page.url()).searchParams.get("view")).toBe("source");
      await page.reload();
      await page.getByText("# Birds").waitFor();
      await page.getByRole("link", { name: "Text", exact: true }).click();
      await page.locator(".written").getByRole("link", { name: "flight" }).click();
      await page.getByRole("heading", { level: 1, name: "flight.md" }).waitFor();
      await page.getByRole("heading", { level: 4, name: "Hovering" }).waitFor();
    });

    inBrowser("shows hostile documents as the text they are", async ({ visit }) => {
      const page = await visit(site(), { path: "/?q=onerror", width: 360 });
      await page.getByRole("list", { name: "Hits" }).getByRole("link", { name: /odd/ }).first().click();
      await page.getByText("window.ran = true").first().waitFor();
      expect(await page.locator('a[href^="javascript:"]').count()).toBe(0);
      const text = page.locator(".written");
      await text.getByText("window.ran = true").waitFor();
      expect(await page.evaluate(() => Reflect.get(window, "ran"))).toBeUndefined();
      expect(await text.getByRole("link").evaluateAll((links) => links.map((link) => link.textContent))).toEqual([
        "#",
        " photo (opens in a new tab)",
      ]);
      expect(await text.locator("img, script").count()).toBe(0);
    });
  });

  describe("where something cannot be shown", () => {
    const missing: Readonly<Record<string, { readonly says: RegExp; readonly leadsTo: string }>> = {
      "/nowhere": { says: /There is no such page/, leadsTo: "/" },
      "/connect/none": { says: /no kind of source named none/, leadsTo: "/connect" },
      "/sources/none": { says: /There is no such source/, leadsTo: "/sources" },
      "/documents/none": { says: /This document is not held/, leadsTo: "/" },
      "/runs/none": { says: /There is no such run/, leadsTo: "/runs" },
      "/alerts/none": { says: /no such alert/, leadsTo: "/alerts" },
      "/workflows/none": { says: /This run is not there/, leadsTo: "/workflows" },
      "/reports/none": { says: /no such report/, leadsTo: "/health" },
    };
    inBrowser("because it is not there: each page says so and leads on", async ({ visit }) => {
      const page = await visit(site(), { expected: [/^answered 404: GET/] });
      for (const [path, { says, leadsTo }] of Object.entries(missing)) {
        await page.goto(site().url + path);
        await page.getByText(says).first().waitFor();
        const link = page.locator(`main a[href="${leadsTo}"]`).first();
        expect(await link.isVisible(), `${path} leads to ${leadsTo}`).toBe(true);
        expect(await page.getByRole("navigation").getByRole("link", { name: "Sources" }).isVisible(), path).toBe(true);
      }
    });

    inBrowser("because the server fails: it says so, and another try shows it", async ({ visit }) => {
      const page = await visit(site(), { path: "/?q=kestrel", expected: [/^answered 5\d\d: GET \/v1\/search/] });
      const hits = page.getByRole("list", { name: "Hits" });
      await hits.waitFor();
      const [vectors, elsewhere] = [join(site().folder, "home/vectors"), join(site().folder, "elsewhere")];
      renameSync(vectors, elsewhere);
      await page.getByRole("textbox", { name: "Search", exact: true }).fill("buzzard");
      const alert = page.getByRole("alert");
      await alert.getByText("The search failed").waitFor();
      renameSync(elsewhere, vectors);
      await alert.getByRole("button", { name: "Try again" }).click();
      await hits.getByRole("link", { name: "flight.md" }).waitFor();
      expect(await alert.count()).toBe(0);
    });

    inBrowser("because the workflows are down: what needs them says so, the rest goes on", async ({ visit }) => {
      const expected = [/^answered 503: (GET \/v1\/workflows|POST \/v1\/sources)/];
      const page = await visit(site(), { path: "/workflows", expected });
      const runs = page.getByRole("list", { name: "Workflow runs" });
      await runs.waitFor();
      const mend = await stopWorkflows(site());
      onTestFinished(mend);
      await page.getByText("The workflow engine is starting").waitFor();

      await page.getByRole("link", { name: "Sources", exact: true }).click();
      const sync = page.getByRole("button", { name: "Sync now: birds" });
      await sync.click();
      await page.getByText("birds is not being synced").first().waitFor();
      await page
        .getByText(/The workflow engine cannot be reached/)
        .first()
        .waitFor();
      await page.goto(`${site().url}/?q=kestrel`);
      await page.getByRole("list", { name: "Hits" }).getByRole("link", { name: "flight.md" }).waitFor();

      mend();
      await page.goto(`${site().url}/workflows`);
      await page.getByText("Engine running").waitFor();
      await runs.waitFor();
      await page.getByRole("link", { name: "Sources", exact: true }).click();
      await sync.click();
      await page.getByText("birds is being synced").first().waitFor();
    });

    inBrowser("because an address asks for what nobody knows: it shows what there is", async ({ visit }) => {
      const page = await visit(site());
      for (const [path, shows] of Object.entries(unknownFilters)) {
        await page.goto(site().url + path);
        await page.getByRole("list", { name: shows }).getByRole("link").first().waitFor();
        expect(await page.getByRole("alert").count(), path).toBe(0);
      }
    });

    inBrowser("because the query cannot be read: it says what is wrong with it", async ({ visit }) => {
      const page = await visit(site(), {
        path: `/?q=${"a".repeat(1_001)}`,
        expected: [/^answered 400: GET \/v1\/search/],
      });
      await page.getByText("The query cannot be read").waitFor();
    });
  });
});

/** Ends the process of the workflows, and keeps it from starting until what this returns is called. */
async function stopWorkflows({ request, folder }: Site): Promise<() => void> {
  const { process: running } = await request<{ process: { pid: number } }>("GET", "/v1/workflows");
  const file = join(folder, "home/workflows.sqlite");
  const kept = readdirSync(dirname(file)).filter((name) => name.startsWith("workflows.sqlite"));
  process.kill(running.pid, "SIGKILL");
  for (const name of kept) renameSync(join(folder, "home", name), join(folder, name));
  mkdirSync(file);
  return () => {
    if (!existsSync(join(folder, "workflows.sqlite"))) return;
    rmdirSync(file);
    for (const name of kept) renameSync(join(folder, name), join(folder, "home", name));
  };
}
