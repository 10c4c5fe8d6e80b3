import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Env } from "../env/env.ts";
import { UserError } from "../errors.ts";

/** The text of a file somebody named on the command line, or of standard input for `-`. Throws UserError. */
export async function readGiven(env: Env, file: string): Promise<string> {
  if (file === "-") {
    const parts: Buffer[] = [];
    for await (const part of process.stdin) parts.push(Buffer.from(part));
    return Buffer.concat(parts).toString("utf8").trim();
  }
  const path = resolve(env.workingDirectory, file);
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new UserError("invalid-request", `${path} cannot be read.`, { cause });
  });
  return text.trim();
}
