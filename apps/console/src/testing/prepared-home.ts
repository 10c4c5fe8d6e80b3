import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll } from "vitest";
import { readEnv } from "../env.ts";
import { createRuntime } from "../runtime.ts";

let prepared: Promise<string> | undefined;

afterAll(async () => {
  if (prepared) rmSync(await prepared, { recursive: true, force: true });
});

/** Fills `home` with a data folder that was opened once: initialising a database takes seconds, copying one does not. */
export async function prepareHome(home: string): Promise<void> {
  prepared ??= prepare();
  cpSync(await prepared, home, { recursive: true });
}

async function prepare(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "tributary-home-"));
  const env = readEnv({ TRIBUTARY_HOME: folder });
  const runtime = await createRuntime(env, {
    command: "test",
    workflows: "nowhere",
    logger: pino({ level: "silent" }),
  });
  await runtime.close();
  return folder;
}
