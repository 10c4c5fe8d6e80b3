import { prepareLargeHome } from "@tributary/console/testing";
import type { Locator, Page } from "playwright-core";
import { describe, expect } from "vitest";
import { inBrowser } from "../testing/in-browser.ts";
import { shareSite } from "../testing/share-site.ts";

/** Most rows a list may have in the document at any time, however many it has. */
const ROWS_MAX = 80;

describe("lists of a console with 50,000 documents and 1,000 runs", () => {
  const site = shareSite({ prepare: (home) => prepareLargeHome(home, { textLength: 40 }) });

  inBrowser("runs are scrolled through to the last, and narrowed", async ({ visit }) => {
    const page = await visit(site(), { path: "/runs" });
    const runs = page.getByRole("list", { name: "Runs" });
    expect(await scrollToEnd(page, runs)).toBe(999);
    await page.evaluate(() => scrollTo(0, 0));
    await page.getByLabel("State").selectOption({ label: "Failed" });
    await page.waitForURL("**/runs?status=failed");
    await expect.poll(() => scrollToEnd(page, runs), { timeout: 30_000 }).toBe(27);
    await page.getByLabel("State").selectOption({ label: "Cancelled" });
    await page.getByText("No run fits these filters").waitFor();
  });

  inBrowser("documents of a source are scrolled through by pages, narrowed and searched", async ({ visit }) => {
    const { sources } = await site().request<{ sources: { id: string; kind: string }[] }>("GET", "/v1/sources");
    const id = sources.find(({ kind }) => kind === "git")?.id;
    const page = await visit(site(), { path: `/sources/${id}/documents?status=failed`, width: 360 });
    const documents = page.getByRole("list", { name: /documents/i });
    expect(await scrollToEnd(page, documents)).toBe(250);
    await page.goto(`${site().url}/sources/${id}/documents`);
    await documents.waitFor();
    for (let step = 0; step < 5; step++) {
      const before = await lastPosition(documents);
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await expect.poll(() => lastPosition(documents), { timeout: 30_000 }).toBeGreaterThan(before);
      expect(await documents.locator("> li").count()).toBeLessThanOrEqual(ROWS_MAX);
    }
    await page.evaluate(() => scrollTo(0, 0));
    await page.getByLabel("Find documents by title or path").fill("file-12345.ts");
    await documents.getByText("file-12345.ts").first().waitFor();
    await expect.poll(() => documents.locator("> li").count(), { timeout: 30_000 }).toBe(1);
  });

  inBrowser("the search offers what there is to filter by", async ({ visit }) => {
    const page = await visit(site(), { path: "/?q=anything" });
    await page.getByRole("button", { name: "Author" }).click();
    await page.getByLabel("Find in author").fill("person 39");
    await page
      .getByRole("checkbox", { name: /Person 39/ })
      .first()
      .waitFor();
    expect(await page.getByRole("checkbox").count()).toBeLessThanOrEqual(50);
  });
});

/** Scrolls a list until its last row is there; returns how many rows it has. */
async function scrollToEnd(page: Page, list: Locator): Promise<number> {
  await list.waitFor();
  for (;;) {
    expect(await list.locator("> li").count()).toBeLessThanOrEqual(ROWS_MAX);
    const last = list.locator("> li").last();
    const [position, size] = await last.evaluate((row) => [row.ariaPosInSet, row.ariaSetSize].map(Number));
    if (position !== undefined && position === size) return position;
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await page.waitForTimeout(30);
  }
}

async function lastPosition(list: Locator): Promise<number> {
  return list
    .locator("> li")
    .last()
    .evaluate((row) => Number(row.ariaPosInSet));
}
