import { disconnectedSourceSchema } from "@tributary/validation";
import type { Command } from "commander";
import type { Env } from "../env/env.ts";
import { connect } from "./connect.ts";
import { createOutput } from "./output.ts";

/** Adds `tributary disconnect <source>`: no longer found nor synced, its credentials removed, restorable for 30 days. */
export function addDisconnectCommand(program: Command, environment: () => Env): void {
  program
    .command("disconnect")
    .description("disconnect a source: it is not found any more, and can be restored for 30 days")
    .argument("<source>", "id of the source, as `tributary status` shows it")
    .option("--json", "one JSON object")
    .action(async (source: string, { json = false }: { json?: boolean }) => {
      const connection = await connect(environment(), { command: "tributary disconnect", workflows: "nowhere" });
      try {
        const path = `/v1/sources/${encodeURIComponent(source)}`;
        const answer = await connection.client.request("DELETE", path, { schema: disconnectedSourceSchema });
        const output = createOutput({ json });
        output.object(answer);
        output.line(`Disconnected ${answer.source.name}: ${answer.documents} documents are not found any more.`);
        output.line(
          `Until ${answer.restorableUntil.slice(0, 10)} this brings them back: tributary restore ${answer.source.id}`,
        );
      } finally {
        await connection.close();
      }
    });
}
