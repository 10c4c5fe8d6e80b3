import { sourceSchema } from "@tributary/validation";
import type { Command } from "commander";
import { z } from "zod";
import type { Env } from "../env/env.ts";
import { connect } from "./connect.ts";
import { createOutput } from "./output.ts";

/** Adds `tributary pause <source>` and `tributary resume <source>`: whether schedules and webhooks leave a source alone. */
export function addPauseCommands(program: Command, environment: () => Env): void {
  const add = (name: "pause" | "resume", description: string, done: (source: string) => string) =>
    program
      .command(name)
      .description(description)
      .argument("<source>", "id of the source, as `tributary status` shows it")
      .option("--json", "one JSON object")
      .action(async (id: string, { json = false }: { json?: boolean }) => {
        const connection = await connect(environment(), { command: `tributary ${name}`, workflows: "nowhere" });
        try {
          const { source } = await connection.client.request("PATCH", `/v1/sources/${encodeURIComponent(id)}`, {
            schema: z.object({ source: sourceSchema }),
            body: { paused: name === "pause" },
          });
          const output = createOutput({ json });
          output.object({ id, status: source.status });
          output.line(done(source.name));
        } finally {
          await connection.close();
        }
      });
  add("pause", "leave a source as it is: it stays searchable and is not synced", (name) => `${name} is paused.`);
  add(
    "resume",
    "have a paused source synced again",
    (name) => `${name} is synced again, by its schedule and webhooks.`,
  );
}
