import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ConsoleProcess, ensureDashboard, prepareHome, startConsole } from "@tributary/console/testing";

/** A console in a process of its own with the built dashboard, as somebody has it who ran `tributary serve`. */
export interface Site extends Pick<ConsoleProcess, "request"> {
  readonly url: string;
  readonly apiKey: string;
  /** A temporary folder for repositories and the like, gone with the site. */
  readonly folder: string;
  /** Ends the console at once, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again at the same address. */
  restart(): Promise<void>;
  /** Stops it and removes what it kept. */
  close(): Promise<void>;
}

/** How a site is made. */
export interface SiteOptions {
  /** Fills its data folder, in place of an empty one. */
  readonly prepare?: (home: string) => Promise<unknown>;
  /** Done once it listens, before any test. */
  readonly furnish?: (site: Site) => Promise<unknown>;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a console with the embedded stores in a temporary folder. */
export async function startSite(options: SiteOptions = {}): Promise<Site> {
  await ensureDashboard();
  const folder = mkdtempSync(join(tmpdir(), "tributary-site-"));
  const home = join(folder, "home");
  // What a scenario brings about is logged as the errors they are.
  const env = { TRIBUTARY_LOG_LEVEL: "silent", ...options.env };
  await (options.prepare ?? prepareHome)(home);
  let running = await startConsole(home, { env });
  const { url, apiKey } = running;
  const site: Site = {
    url,
    apiKey,
    folder,
    request: (method, path, body) => running.request(method, path, body),
    async kill() {
      await running.kill();
    },
    async restart() {
      running = await startConsole(home, { env, port: Number(new URL(url).port) });
    },
    async close() {
      await running.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
  try {
    await options.furnish?.(site);
    return site;
  } catch (error) {
    await site.close();
    throw error;
  }
}
