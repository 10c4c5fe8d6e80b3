import { readFile, rename, writeFile } from "node:fs/promises";
import { apiKeys, type Database } from "@tributary/database";
import { localKeyFile } from "./local-key-file.ts";

/** The API key of this machine's owner: the one in the data folder, or a new one when it is missing or not known. */
export async function readLocalKey(home: string, database: Database): Promise<string> {
  const file = localKeyFile(home);
  const held = await readFile(file, "utf8").catch(() => "");
  if (held.trim() && (await apiKeys.find(database, held.trim()))) return held.trim();
  const { key } = await apiKeys.create(database, { workspaceId: "default", name: "This machine" });
  // Written beside and renamed: a crash leaves the old file or the new one, never half of it.
  await writeFile(`${file}.new`, `${key}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return key;
}
