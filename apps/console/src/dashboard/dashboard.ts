import { join } from "node:path";
import type { Logger } from "pino";
import { type BuildEnd, buildDashboard, newestSource } from "./build.ts";
import { type FileListing, listFiles, modifiedAt } from "./files.ts";
import { buildingPage, failedPage, missingPage } from "./pages.ts";

/** Milliseconds between two looks at whether sources were changed. */
const LOOK_EVERY_MS = 1_000;

/** Milliseconds after which a build that failed may be tried again although no source was changed. */
const RETRY_AFTER_MS = 10_000;

/** The dashboard's files, brought up to date when a page is asked for. */
export interface Dashboard {
  /** A file of the build; null when there is none at this path. */
  file(path: string, request: Request): Promise<Response | null>;
  /** The page every path of the dashboard starts with, or one that says why it is not there yet. */
  page(request: Request): Promise<Response>;
}

/** Folder of the dashboard's package, which is always beside the console's: it is no dependency, as nothing of it is imported. */
export const dashboardFolder = join(import.meta.dirname, "../../../dashboard");

/**
 * Serves `dist` of a folder. Where its sources are beside it and newer, as in a checkout, it is built first, when somebody
 * opens a page: nobody sees an old page, and nobody who opens none waits for it.
 */
export function createDashboard(options: {
  readonly folder: string;
  readonly logger: Logger;
  /** What builds it; its own Vite unless given. */
  readonly build?: (folder: string) => Promise<BuildEnd>;
  readonly now?: () => number;
}): Dashboard {
  const { folder, logger, build = buildDashboard, now = Date.now } = options;
  const dist = join(folder, "dist");
  const index = join(dist, "index.html");
  let listed: { readonly files: FileListing; readonly builtAt: number } | undefined;
  let building = false;
  let failed: { readonly output: string; readonly startedAt: number; readonly endedAt: number } | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;

  const list = async () => {
    const builtAt = await modifiedAt(index);
    if (builtAt === null) return undefined;
    if (listed?.builtAt !== builtAt) listed = { files: await listFiles(dist), builtAt };
    return listed;
  };

  const start = async (): Promise<void> => {
    building = true;
    const startedAt = now();
    const ended = await build(folder).catch((error: unknown): BuildEnd => {
      return { ok: false, output: error instanceof Error ? error.message : String(error) };
    });
    if (!ended.ok) logger.error({ output: ended.output }, "the dashboard could not be built");
    failed = ended.ok ? undefined : { output: ended.output, startedAt, endedAt: now() };
    lookedAt = Number.NEGATIVE_INFINITY;
    building = false;
  };

  /** Says what to show instead of the page; undefined when it is there and up to date. */
  const obstacle = async (): Promise<Response | undefined> => {
    if (building) return buildingPage();
    if (listed && now() - lookedAt < LOOK_EVERY_MS) return undefined;
    const [newest, builtAt] = await Promise.all([newestSource(folder), modifiedAt(index)]);
    if (building) return buildingPage();
    if (newest === null) return builtAt === null ? missingPage() : undefined;
    if (builtAt !== null && newest <= builtAt) {
      lookedAt = now();
      return undefined;
    }
    if (failed && newest <= failed.startedAt && now() - failed.endedAt < RETRY_AFTER_MS)
      return failedPage(failed.output);
    void start();
    return buildingPage();
  };

  return {
    async file(path, request) {
      if (path.endsWith("/") || path === "/index.html") return null;
      const known = await listed?.files.answer(path, request);
      return known ?? (await (await list())?.files.answer(path, request)) ?? null;
    },
    async page(request) {
      const instead = await obstacle();
      if (instead) return instead;
      const current = await list();
      return (await current?.files.answer("/index.html", request)) ?? missingPage();
    },
  };
}
