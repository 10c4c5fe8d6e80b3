import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { foundBrowser, launchBrowser } from "./browser.ts";
import type { Site } from "./site.ts";
import { sidewaysScroll, type Watch, watchPages } from "./watch.ts";

/** Where a failed test leaves screenshots and the pages' HTML; ignored by git. */
const FAILED = join(import.meta.dirname, "../../node_modules/.cache/failed-scenarios");

/** Longest a step waits for what it looks for, in milliseconds, on a machine that runs other tests at the same time. */
const PATIENCE_MS = 30_000;

/** Longest a page may take to show what it shows, in milliseconds: one whose script never ends shows nothing. */
const EVIDENCE_MS = 5_000;

/** How somebody visits. */
export interface Visit {
  /** The first page; the search unless told otherwise. */
  readonly path?: string;
  /** Key to be signed in with, null for nobody; the site's own unless told otherwise. */
  readonly key?: string | null;
  readonly theme?: "light" | "dark";
  /** In pixels; 1280 unless told otherwise. */
  readonly width?: number;
  /** Problems this test brings about: parts of what `watchPages` reports. */
  readonly expected?: readonly RegExp[];
}

/** What a scenario has. */
export interface Scenario {
  /** Opens a browser of its own: nothing of another visit's cookies or storage is in it. */
  visit(site: Site, visit?: Visit): Promise<Page>;
}

/**
 * A test in a real browser. It fails too when a page that it visited reported an error, asked anywhere but the site, was
 * blocked by its Content-Security-Policy, or scrolls sideways at its end. Without a browser it is left out.
 */
export function inBrowser(name: string, run: (scenario: Scenario) => Promise<void>, timeout = 180_000): void {
  it.skipIf(foundBrowser.path === undefined)(name, { timeout: timeout + 8 * EVIDENCE_MS }, async () => {
    const visits: { readonly page: Page; readonly watch: Watch }[] = [];
    const visit = async (site: Site, options: Visit = {}) => {
      const visited = await openPage(site, options);
      visits.push(visited);
      await visited.page.goto(site.url + (options.path ?? "/"));
      return visited.page;
    };
    try {
      await within(timeout, run({ visit }));
      const problems = await Promise.all(
        visits.map(async ({ page, watch }) => [...watch.problems, await sidewaysScroll(page)]),
      );
      expect(problems.flat().filter(Boolean)).toEqual([]);
    } catch (error) {
      throw await withEvidence(error, visits);
    } finally {
      await Promise.all(visits.map(({ page }) => page.context().close()));
    }
  });
}

async function openPage(site: Site, { key = site.apiKey, theme = "light", width = 1280, expected = [] }: Visit) {
  const browser = await launchBrowser();
  const context = await browser.newContext({
    colorScheme: theme,
    viewport: { width, height: 800 },
    reducedMotion: "reduce",
    locale: "en-US",
    timezoneId: "UTC",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  context.setDefaultTimeout(PATIENCE_MS);
  if (key !== null) {
    const headers = { origin: site.url };
    const answer = await context.request.post(`${site.url}/v1/session`, { data: { key }, headers });
    if (!answer.ok()) throw new Error(`Signing in was refused: ${answer.status()} ${await answer.text()}`);
  }
  const watch = watchPages(context, site.url, expected);
  const page = await context.newPage();
  await watch.follow(page);
  return { page, watch };
}

/** Keeps what the pages showed, and says where in the error's message. */
async function withEvidence(error: unknown, visits: readonly { readonly page: Page; readonly watch: Watch }[]) {
  const failure = error instanceof Error ? error : new Error(String(error));
  const name = (expect.getState().currentTestName ?? "unnamed").replace(/[^a-z0-9]+/gi, "-").slice(0, 120);
  const folder = join(FAILED, name);
  mkdirSync(folder, { recursive: true });
  for (const [index, { page, watch }] of visits.entries()) {
    failure.message += `\n  page ${index + 1}: ${page.url()}`;
    for (const problem of watch.problems) failure.message += `\n    ${problem}`;
    const path = join(folder, `${index + 1}.png`);
    await page.screenshot({ path, fullPage: true, timeout: EVIDENCE_MS }).catch(() => {});
    writeFileSync(join(folder, `${index + 1}.html`), await within(EVIDENCE_MS, page.content()).catch(String));
  }
  failure.message += `\n  what they showed is in ${folder}`;
  return failure;
}

async function within<Value>(milliseconds: number, work: Promise<Value>): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`This took longer than ${milliseconds} ms.`)), milliseconds);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
