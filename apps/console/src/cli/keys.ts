import { DataFolderBusyError } from "@tributary/database";
import type { Command } from "commander";
import { noteActivity } from "../activity/note-activity.ts";
import type { Env } from "../env/env.ts";
import { UserError } from "../errors.ts";
import { type KeyRotation, rotateKeys } from "../keys/rotate-keys.ts";
import { createLogger } from "../logger.ts";
import { openStores } from "../stores.ts";
import { createOutput } from "./output.ts";

/** Adds `tributary keys rotate`: another key for everything that is kept sealed. */
export function addKeyCommands(program: Command, environment: () => Env): void {
  const keys = program.command("keys").description("the key that seals credentials and webhook secrets").exitOverride();
  keys
    .command("rotate")
    .description("seal credentials and webhook secrets with a new key; safe to stop at any moment and to run again")
    .option("--json", "one JSON object")
    .exitOverride()
    .action(async ({ json = false }: { json?: boolean }) => {
      const output = createOutput({ json });
      const rotation = await rotate(environment());
      output.object(rotation);
      for (const line of linesOf(rotation)) output.line(line);
    });
}

async function rotate(env: Env): Promise<KeyRotation> {
  if (env.remote) {
    throw new UserError("invalid-request", "Keys are rotated where the data is: unset TRIBUTARY_URL and run it there.");
  }
  const stores = await openStores(env, {
    command: "tributary keys rotate",
    logger: createLogger(env.logLevel ?? "silent"),
  }).catch((cause: unknown) => {
    if (!(cause instanceof DataFolderBusyError)) throw cause;
    throw new UserError("busy", "A server holds the key in its memory: stop it, rotate, and start it again.", {
      cause,
    });
  });
  try {
    const rotation = await rotateKeys(env, stores.database);
    await noteActivity(stores.database, "keys.rotated");
    return rotation;
  } finally {
    await stores.close();
  }
}

function linesOf({ workspaces, values, damaged, oldKeys }: KeyRotation): string[] {
  const after = {
    removed: "The old key is removed from the data folder; backups made before need it still.",
    configured: "Nothing needs the old keys any more: take them out of TRIBUTARY_ENCRYPTION_KEY.",
    kept: "The old key stays in the data folder, as this disk may lose the last writes when the power fails.",
  }[oldKeys];
  return [
    workspaces === 0
      ? "Nothing had to be sealed anew."
      : `Sealed ${values} credentials and secrets of ${workspaces} ${workspaces === 1 ? "workspace" : "workspaces"} with a new key.`,
    ...(damaged > 0 ? [`${damaged} could not be opened before either: connect those sources again.`] : []),
    after,
  ];
}
