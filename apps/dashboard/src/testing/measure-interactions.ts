import type { Page } from "playwright-core";
import { settled } from "./accessibility.ts";
import { launchBrowser } from "./browser.ts";
import { recordInteractions } from "./interactions.ts";
import type { Site } from "./site.ts";

/** Pause between two interactions, in milliseconds: that of somebody quick. */
const PAUSE_MS = 120;

/** Times of the interactions of a kind, in milliseconds to the next frame. */
export type InteractionTimes = Readonly<Record<string, readonly number[]>>;

/**
 * Does on a large console what people do all day, and returns how long the browser took each time until it showed that
 * something was done. What takes less than 16 ms counts as 16.
 */
export async function measureInteractions(site: Site, words: readonly string[]): Promise<InteractionTimes> {
  const context = await (await launchBrowser()).newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const headers = { origin: site.url };
    await context.request.post(`${site.url}/v1/session`, { data: { key: site.apiKey }, headers });
    const page = await context.newPage();
    const record = await recordInteractions(page);
    const times: Record<string, number[]> = {};
    const measure = async (name: string, path: string, act: (press: Act) => Promise<void>) => {
      await page.goto(site.url + path);
      await settled(page);
      await record.take();
      let count = 0;
      await act(async (one) => {
        await one();
        count += 1;
        await page.waitForTimeout(PAUSE_MS);
      });
      const seen = await record.take();
      const short = Array.from({ length: Math.max(0, count - seen.length) }, () => 16);
      times[name] = [...(times[name] ?? []), ...seen, ...short];
    };
    await measureAll(page, measure, await largestSource(site), words);
    return times;
  } finally {
    await context.close();
  }
}

type Act = (one: () => Promise<unknown>) => Promise<void>;
type Measure = (name: string, path: string, act: (press: Act) => Promise<void>) => Promise<void>;

async function measureAll(page: Page, measure: Measure, source: string, words: readonly string[]): Promise<void> {
  const type = (text: string) => async (press: Act) => {
    for (const letter of text) await press(() => page.keyboard.press(letter === " " ? "Space" : letter));
  };
  for (const word of words) {
    await measure("a letter in the search", "/", async (press) => {
      await page.getByRole("textbox", { name: "Search", exact: true }).focus();
      await type(word)(press);
    });
    await measure("from hit to hit", `/?q=${word}`, async (press) => {
      await page.getByRole("list", { name: "Hits" }).waitFor();
      await page.getByRole("textbox", { name: "Search", exact: true }).focus();
      for (let n = 0; n < 15; n++) await press(() => page.keyboard.press("ArrowDown"));
    });
  }
  await measure("another page", "/", async (press) => {
    for (const name of ["Sources", "Runs", "Graph", "Health", "Alerts", "Workflows", "Settings", "Search"]) {
      await press(() => page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name }).click());
      await settled(page);
    }
  });
  await measure("a letter in the filter of 25,000 documents", `/sources/${source}/documents`, async (press) => {
    await page.getByLabel("Find documents by title or path").focus();
    await type("file-12345")(press);
  });
  await measure("a key in a list of 25,000 documents", `/sources/${source}/documents`, async (press) => {
    await page.getByRole("list", { name: "Documents" }).getByRole("link").first().focus();
    for (let n = 0; n < 20; n++) await press(() => page.keyboard.press(n % 2 === 0 ? "End" : "Tab"));
  });
  await measure("a key in a list of 1,000 runs", "/runs", async (press) => {
    await page.getByRole("list", { name: "Runs" }).getByRole("link").first().focus();
    for (let n = 0; n < 20; n++) await press(() => page.keyboard.press(n % 2 === 0 ? "End" : "Tab"));
  });
}

async function largestSource(site: Site): Promise<string> {
  const { sources } = await site.request<{ sources: { id: string; name: string }[] }>("GET", "/v1/sources");
  const found = sources.find(({ name }) => name === "platform");
  if (!found) throw new Error("The seeded source is missing.");
  return found.id;
}
