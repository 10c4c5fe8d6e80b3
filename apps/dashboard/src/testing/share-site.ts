import { afterAll, beforeAll } from "vitest";
import { foundBrowser } from "./browser.ts";
import { type Site, type SiteOptions, startSite } from "./site.ts";

/** Longest a site may take to start, in milliseconds, with the dashboard's build before the first, on a busy machine. */
export const SITE_STARTS_MS = 420_000;

/** Starts one site for all tests of a describe block or file, and stops it after them. Without a browser it starts none. */
export function shareSite(options: SiteOptions = {}): () => Site {
  let shared: Site | undefined;
  beforeAll(async () => {
    if (foundBrowser.path !== undefined) shared = await startSite(options);
  }, SITE_STARTS_MS);
  afterAll(() => shared?.close(), SITE_STARTS_MS);
  return () => {
    if (shared === undefined) throw new Error("The site has not started.");
    return shared;
  };
}
