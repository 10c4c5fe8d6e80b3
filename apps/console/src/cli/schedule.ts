import { sourceSchema } from "@tributary/validation";
import type { Command } from "commander";
import { z } from "zod";
import type { Env } from "../env/env.ts";
import { UserError } from "../errors.ts";
import { connect } from "./connect.ts";
import { createOutput } from "./output.ts";

/** Adds `tributary schedule <source> [cron]`: when a source is synced by itself. */
export function addScheduleCommand(program: Command, environment: () => Env): void {
  program
    .command("schedule")
    .description("sync a source by a schedule of its own instead of nightly")
    .argument("<source>", "id of the source, as `tributary status` shows it")
    .argument("[cron]", 'when: minute hour day month weekday, for example "0 6 * * 1-5"')
    .option("--timezone <name>", "time zone of the schedule", "UTC")
    .option("--nightly", "take its own schedule away")
    .option("--json", "one JSON object")
    .action(async (id: string, cron: string | undefined, options: ScheduleOptions) => {
      const { timezone, nightly = false, json = false } = options;
      if ((cron === undefined) !== nightly) {
        throw new UserError("invalid-request", 'Say when: five cron fields such as "0 6 * * 1-5", or --nightly.');
      }
      const output = createOutput({ json });
      const connection = await connect(environment(), { command: "tributary schedule", workflows: "nowhere" });
      try {
        const { source } = await connection.client.request("PATCH", `/v1/sources/${encodeURIComponent(id)}`, {
          schema: z.object({ source: sourceSchema }),
          body: { syncSchedule: cron === undefined ? null : { cron, timezone } },
        });
        const { syncSchedule, nextSyncAt } = source;
        output.object({ id, syncSchedule, nextSyncAt });
        output.line(
          syncSchedule
            ? `${source.name} is synced at "${syncSchedule.cron}" ${syncSchedule.timezone}, next at ${nextSyncAt}, while a server runs.`
            : `${source.name} is synced nightly with the others, while a server runs.`,
        );
      } finally {
        await connection.close();
      }
    });
}

interface ScheduleOptions {
  readonly timezone: string;
  readonly nightly?: boolean;
  readonly json?: boolean;
}
