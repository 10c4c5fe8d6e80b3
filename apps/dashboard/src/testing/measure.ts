// node src/testing/measure.ts <git repository> <word>…: what `pnpm bench dashboard` measures, as JSON. The repository is what
// can be searched, beside 50,000 documents that are only listed.
import { ensureDashboard, prepareLargeHome } from "@tributary/console/testing";
import { launchBrowser } from "./browser.ts";
import { firstLoad } from "./first-load.ts";
import { measureInteractions } from "./measure-interactions.ts";
import { startSite } from "./site.ts";
import { syncedSource } from "./synced-source.ts";

const [path, ...words] = process.argv.slice(2);
if (path === undefined || words.length === 0) throw new Error("Say which repository, and words to search for.");
const browser = await launchBrowser();
const site = await startSite({ prepare: prepareLargeHome });
try {
  await syncedSource(site, { kind: "git", config: { path } });
  const times = await measureInteractions(site, words);
  const firstLoadBytes = firstLoad(await ensureDashboard()).reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
  process.stdout.write(`${JSON.stringify({ times, firstLoadBytes })}\n`);
} finally {
  await site.close();
  await browser.close();
}
