import type { Durability } from "../database.ts";
import type { EngineSession } from "./session.ts";

/**
 * Commits once and looks whether the disk was flushed. Flushing rests on how PGlite is built inside, so that a new
 * version could lose it without a word: this finds out at each start.
 */
export async function proveDurable(session: EngineSession): Promise<Durability> {
  const before = session.activity.flushes;
  await session.run("SELECT pg_logical_emit_message(true, 'tributary', 'durable?')");
  if (session.activity.flushes > before) return { durable: true };
  return { durable: false, reason: "PGlite did not flush a commit to the disk: a power cut can lose the last writes." };
}
