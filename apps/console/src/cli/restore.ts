import { connectedSourceSchema } from "@tributary/validation";
import type { Command } from "commander";
import type { Env } from "../env/env.ts";
import { connect } from "./connect.ts";
import { parseObject } from "./connect-command.ts";
import { createOutput } from "./output.ts";
import { readGiven } from "./read-given.ts";

/** Adds `tributary restore <source>`: connects a disconnected source again, with everything it held. */
export function addRestoreCommand(program: Command, environment: () => Env): void {
  program
    .command("restore")
    .description("connect a disconnected source again, with everything it held")
    .argument("<source>", "id of the source, as `tributary disconnect` said")
    .option(
      "--credentials <file>",
      "file with the credentials as JSON, - for standard input; else TRIBUTARY_CREDENTIALS",
    )
    .option("--json", "one JSON object")
    .action(async (source: string, { credentials: file, json = false }: { credentials?: string; json?: boolean }) => {
      const env = environment();
      const given = file === undefined ? env.credentials : await readGiven(env, file);
      const connection = await connect(env, { command: "tributary restore", workflows: "nowhere" });
      try {
        const path = `/v1/sources/${encodeURIComponent(source)}/restore`;
        // Only a server that runs has workflows at work.
        const sync = connection.runtime === undefined;
        const body = { sync, ...(given !== undefined && { credentials: parseObject(given, "The credentials") }) };
        const answer = await connection.client.request("POST", path, { schema: connectedSourceSchema, body });
        const output = createOutput({ json });
        output.object(answer);
        output.line(`Restored ${answer.source.name}: what it held is found again.`);
        output.line(
          sync
            ? "What changed meanwhile is being synced."
            : `Sync what changed meanwhile with: tributary sync --source ${answer.source.id}`,
        );
      } finally {
        await connection.close();
      }
    });
}
