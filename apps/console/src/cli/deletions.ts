import { setTimeout as sleep } from "node:timers/promises";
import { type LargeDeletion, largeDeletionSchema } from "@tributary/validation";
import type { Command } from "commander";
import { z } from "zod";
import type { Env } from "../env/env.ts";
import { UserError } from "../errors.ts";
import type { ApiClient } from "./client.ts";
import { connect } from "./connect.ts";
import { createOutput, type Output } from "./output.ts";

/** Milliseconds between two looks at what is still to be done. */
const LOOK_MS = 200;

/** Documents of a held deletion that are printed. */
const SHOWN = 10;

const deletionsSchema = z.object({ deletions: z.array(largeDeletionSchema) });

interface Options {
  readonly release?: boolean;
  readonly keep?: boolean;
  readonly undo?: boolean;
  readonly json?: boolean;
}

/** Adds `tributary deletions <source>`: what is held from being deleted, and deciding about it. */
export function addDeletionsCommand(program: Command, environment: () => Env, signal: AbortSignal): void {
  program
    .command("deletions")
    .description(
      "show what is held from being deleted because it is more than a quarter of a source, or decide about it",
    )
    .argument("<source>", "id of the source, as `tributary status` shows it")
    .option("--release", "delete the documents that are held")
    .option("--keep", "keep them, though the source no longer lists them")
    .option("--undo", "bring back what the last large deletion removed")
    .option("--json", "one JSON object")
    .action(async (source: string, { json = false, ...asked }: Options) => {
      const actions = (["release", "keep", "undo"] as const).filter((name) => asked[name]);
      if (actions.length > 1) throw new UserError("invalid-request", "Ask for one thing: --release, --keep or --undo.");
      const output = createOutput({ json });
      const connection = await connect(environment(), { command: "tributary deletions", workflows: "here" });
      try {
        await run(connection.client, { source, action: actions[0] ?? "show", output, signal });
      } finally {
        await connection.close();
      }
    });
}

async function run(
  client: ApiClient,
  options: {
    readonly source: string;
    readonly action: "show" | "release" | "keep" | "undo";
    readonly output: Output;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const { source, action, output, signal } = options;
  const path = `/v1/sources/${encodeURIComponent(source)}/deletions`;
  const look = async () => (await client.request("GET", path, { schema: deletionsSchema, signal })).deletions;
  const known = await look();
  const held = known.find(({ state }) => state === "held");
  if (action === "undo") {
    const last = known.find(({ state }) => state === "released");
    if (!last) throw new UserError("not-found", "Nothing was deleted that could be brought back.");
    const schema = z.object({ count: z.number() });
    const { count } = await client.request("POST", `${path}/${last.id}/undo`, { schema, signal });
    output.line(`Brought back ${count} documents.`);
  } else if (action !== "show") {
    if (!held) throw new UserError("not-found", "No deletion of this source is held.");
    const body = { decision: action, fingerprint: held.fingerprint };
    await client.request("POST", `${path}/confirm`, { schema: z.object({ id: z.string() }), body, signal });
    output.line(action === "keep" ? `Kept ${held.count} documents.` : `Deleting ${held.count} documents.`);
  }
  let deletions = await look();
  while (action !== "show" && deletions.some(({ pending }) => pending > 0)) {
    await sleep(LOOK_MS, undefined, { signal });
    deletions = await look();
  }
  output.object({ deletions });
  if (action !== "show") return;
  if (deletions.length === 0) output.line("No large deletion: none is held, and none was made.");
  for (const deletion of deletions) for (const line of linesOf(deletion, source)) output.line(line);
}

function linesOf(deletion: LargeDeletion, source: string): string[] {
  const { state, count, total, since, reason, documents, decidedBy, undoUntil } = deletion;
  if (state !== "held") {
    const who = decidedBy === "listing" ? "a second listing" : "a person";
    const undo = undoUntil === null ? "" : `; until ${undoUntil.slice(0, 10)} --undo brings them back`;
    return [`${since.slice(0, 10)}  ${count} of ${total} documents ${state} by ${who}${undo}.`];
  }
  const more = count > SHOWN ? [`  … and ${count - SHOWN} more`] : [];
  return [
    `Held since ${since}: ${reason}`,
    ...documents.slice(0, SHOWN).map(({ title, path }) => `  ${path ?? title}`),
    ...more,
    `Delete them with \`tributary deletions ${source} --release\`, or keep them with \`--keep\`.`,
  ];
}
