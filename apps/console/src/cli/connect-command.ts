import { connectedSourceSchema } from "@tributary/validation";
import type { Command } from "commander";
import { z } from "zod";
import type { Env } from "../env/env.ts";
import { UserError } from "../errors.ts";
import { connect } from "./connect.ts";
import { createOutput } from "./output.ts";
import { readGiven } from "./read-given.ts";

const objectSchema = z.record(z.string(), z.json());

interface ConnectOptions {
  readonly config: string;
  readonly credentials?: string;
  readonly name?: string;
  readonly json?: boolean;
}

/** Adds `tributary connect <kind>`: any kind of source, with its configuration as JSON and how to sign in kept sealed. */
export function addConnectCommand(program: Command, environment: () => Env): void {
  program
    .command("connect")
    .description("connect a source of any kind, or change the configuration or credentials of one that is connected")
    .argument("<kind>", "git, github, linear, notion, slack or vercel")
    .requiredOption(
      "--config <json|file>",
      "what to sync, as JSON or a file that holds it: the package's README says what",
    )
    .option(
      "--credentials <file>",
      "file with the credentials as JSON, - for standard input; else TRIBUTARY_CREDENTIALS",
    )
    .option("--name <name>", "how the source is called; by default what it is at the provider")
    .option("--json", "one JSON object")
    .action(async (kind: string, { config, credentials: file, name, json = false }: ConnectOptions) => {
      const env = environment();
      if (config === "-") throw new UserError("invalid-request", "--config takes JSON or a file that holds it.");
      const text = config.trimStart().startsWith("{") ? config : await readGiven(env, config);
      const given = file === undefined ? env.credentials : await readGiven(env, file);
      const body = {
        kind,
        config: parseObject(text, "The configuration"),
        ...(name !== undefined && { name }),
        ...(given !== undefined && { credentials: parseObject(given, "The credentials") }),
      };
      const connection = await connect(env, { command: "tributary connect", workflows: "nowhere" });
      try {
        // Only a server that runs has workflows at work.
        const sync = connection.runtime === undefined;
        const answer = await connection.client.request("POST", "/v1/sources", {
          schema: connectedSourceSchema,
          body: { ...body, sync },
        });
        const output = createOutput({ json });
        output.object(answer);
        const { source, created, restored, capabilities } = answer;
        output.line(
          `${restored ? "Restored" : created ? "Connected" : "Updated"} ${source.name} (${source.kind}, ${source.id}).`,
        );
        for (const { name, available, problem } of capabilities) {
          if (!available) output.line(`  Not ${name}: ${problem ?? "the credentials do not allow it."}`);
        }
        output.line(sync ? "It is being synced." : `Sync it with: tributary sync --source ${source.id}`);
      } finally {
        await connection.close();
      }
    });
}

/**
 * The object a text holds as JSON. Throws UserError, never with a word of the text itself, nor of the parser's complaint
 * about it: it may be a secret.
 */
export function parseObject(text: string, what: string): z.infer<typeof objectSchema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  const parsed = objectSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UserError(
    "invalid-request",
    `${what} must be a JSON object, such as {"team":"T0123ABCD"} or {"token":"…"}.`,
  );
}
