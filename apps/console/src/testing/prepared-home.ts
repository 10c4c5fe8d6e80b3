import { hash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { DataFolderBusyError, type DataFolderLock, lockDataFolder } from "@tributary/database";
import { pino } from "pino";
import { readEnv } from "../env/env.ts";
import { createRuntime } from "../runtime.ts";

const cache = join(import.meta.dirname, "../../node_modules/.cache/tributary-homes");

/**
 * Fills `home` with a data folder that was opened once. Initialising a database takes seconds: it is done once for all
 * test files and runs of the same schema, and copied.
 */
export async function prepareHome(home: string): Promise<void> {
  const template = join(cache, schemaHash());
  mkdirSync(cache, { recursive: true });
  const lock = await waitForLock();
  try {
    if (!existsSync(template)) {
      const unfinished = `${template}.new`;
      rmSync(unfinished, { recursive: true, force: true });
      await prepare(unfinished);
      renameSync(unfinished, template);
    }
    // Without the engine's schedules: what was due since the template was made would run in the midst of a test.
    cpSync(template, home, { recursive: true, filter: (path) => !basename(path).startsWith("workflows.sqlite") });
  } finally {
    await lock.release();
  }
}

async function prepare(folder: string): Promise<void> {
  const runtime = await createRuntime(readEnv({ TRIBUTARY_HOME: folder }), {
    command: "test",
    workflows: "nowhere",
    logger: pino({ level: "silent" }),
  });
  await runtime.close();
}

async function waitForLock(): Promise<DataFolderLock> {
  for (;;) {
    try {
      return await lockDataFolder(cache, { command: "test" });
    } catch (error) {
      if (!(error instanceof DataFolderBusyError)) throw error;
      await sleep(50);
    }
  }
}

/** Names everything a new data folder is made from: the migrations, and the versions in the lockfile. */
function schemaHash(): string {
  const migrations = join(dirname(fileURLToPath(import.meta.resolve("@tributary/database"))), "migrations");
  const names = readdirSync(migrations).filter((name) => name.endsWith(".sql"));
  const files = [
    ...names.sort().map((name) => join(migrations, name)),
    join(import.meta.dirname, "../../../../pnpm-lock.yaml"),
  ];
  return hash("sha256", files.map((file) => readFileSync(file, "utf8")).join("\0")).slice(0, 16);
}
