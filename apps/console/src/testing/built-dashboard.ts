import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DataFolderBusyError, type DataFolderLock, lockDataFolder } from "@tributary/database";
import { buildDashboard, newestSource } from "../dashboard/build.ts";
import { dashboardFolder } from "../dashboard/dashboard.ts";
import { modifiedAt } from "../dashboard/files.ts";

/**
 * Builds the dashboard unless its build is newer than its sources, once however many processes ask; returns the folder of
 * the build. Throws with the end of what the build printed when it fails.
 */
export async function ensureDashboard(): Promise<string> {
  const dist = join(dashboardFolder, "dist");
  const cache = join(dashboardFolder, "node_modules/.cache/tests");
  mkdirSync(cache, { recursive: true });
  const lock = await waitForLock(cache);
  try {
    const [newest, builtAt] = await Promise.all([newestSource(dashboardFolder), modifiedAt(join(dist, "index.html"))]);
    if (builtAt !== null && (newest === null || newest <= builtAt)) return dist;
    const end = await buildDashboard(dashboardFolder);
    if (!end.ok) throw new Error(`The dashboard could not be built:\n${end.output}`);
    return dist;
  } finally {
    await lock.release();
  }
}

async function waitForLock(folder: string): Promise<DataFolderLock> {
  for (;;) {
    try {
      return await lockDataFolder(folder, { command: "test" });
    } catch (error) {
      if (!(error instanceof DataFolderBusyError)) throw error;
      await sleep(100);
    }
  }
}
