import { randomBytes } from "node:crypto";
import type { Database } from "./database.ts";

const secretBytes = 32;

/** The file's own secret of this name, made at random when first asked for. */
export function readSecret(database: Database, name: string): Buffer {
  const fresh = randomBytes(secretBytes).toString("base64url");
  database.prepare("INSERT OR IGNORE INTO secrets VALUES (?, ?)").run(name, fresh);
  const row = database.prepare<{ value: string }>("SELECT value FROM secrets WHERE name = ?").get(name);
  return Buffer.from(row?.value ?? fresh, "base64url");
}
