import { webhookDeliverySchema, webhookSecretSchema } from "@tributary/validation";
import { type Command, Option } from "commander";
import { z } from "zod";
import type { Env } from "../env/env.ts";
import type { ApiClient } from "./client.ts";
import { connect } from "./connect.ts";
import { createOutput, type Output } from "./output.ts";
import { readGiven } from "./read-given.ts";

const secretsSchema = z.object({ secrets: z.array(webhookSecretSchema) });
const deliveriesSchema = z.object({ deliveries: z.array(webhookDeliverySchema) });

/** Adds `tributary webhooks …`: the secrets providers sign with, what they delivered, and working on it again. */
export function addWebhookCommands(program: Command, environment: () => Env): void {
  const run = async (json: boolean, work: (client: ApiClient, output: Output) => Promise<void>) => {
    const connection = await connect(environment(), { command: "tributary webhooks", workflows: "nowhere" });
    try {
      await work(connection.client, createOutput({ json }));
    } finally {
      await connection.close();
    }
  };
  const json = () => new Option("--json", "one JSON object");
  const webhooks = program.command("webhooks").description("webhook secrets and deliveries").exitOverride();
  const command = (name: string, description: string) =>
    webhooks.command(name).description(description).addOption(json()).exitOverride();

  command("add-secret", "add a secret a source's webhooks are signed with; makes one unless a file holds it")
    .argument("<source>", "id of the source, as `tributary status` shows it")
    .option("--file <path>", "file that holds the secret the provider shows; - reads standard input")
    .action(async (source: string, options: { file?: string; json?: boolean }) => {
      const secret = options.file === undefined ? undefined : await readGiven(environment(), options.file);
      await run(options.json === true, async (client, output) => {
        const path = `/v1/sources/${encodeURIComponent(source)}/webhook-secrets`;
        const added = await client.request("POST", path, { schema: webhookSecretSchema, body: { secret } });
        output.object(added);
        output.line(`Added ${added.id}.`);
        if (added.secret !== null) output.line(`Give the provider this secret, it is not shown again: ${added.secret}`);
      });
    });

  command("secrets", "list the secrets of a source")
    .argument("<source>", "id of the source")
    .action(async (source: string, options: { json?: boolean }) => {
      await run(options.json === true, async (client, output) => {
        const path = `/v1/sources/${encodeURIComponent(source)}/webhook-secrets`;
        const answer = await client.request("GET", path, { schema: secretsSchema });
        output.object(answer);
        if (answer.secrets.length === 0) output.line("No secret yet: every delivery is refused.");
        for (const { id, createdAt, secret } of answer.secrets) {
          output.line(`${id}  since ${createdAt}${secret === null ? "" : `  made by the provider: ${secret}`}`);
        }
      });
    });

  command("remove-secret", "take a secret back")
    .argument("<source>", "id of the source")
    .argument("<secret>", "id of the secret")
    .action(async (source: string, secret: string, options: { json?: boolean }) => {
      await run(options.json === true, async (client, output) => {
        const path = `/v1/sources/${encodeURIComponent(source)}/webhook-secrets/${encodeURIComponent(secret)}`;
        output.object(await client.request("DELETE", path, { schema: z.object({ removed: z.boolean() }) }));
        output.line("Removed: what it signs is refused from now on.");
      });
    });

  command("deliveries", "list what providers delivered, newest first")
    .option("--state <state>", "pending, processed, ignored or failed")
    .action(async ({ state, ...options }: { state?: string; json?: boolean }) => {
      await run(options.json === true, async (client, output) => {
        const query = state === undefined ? "" : `?${new URLSearchParams({ state })}`;
        const answer = await client.request("GET", `/v1/webhooks/deliveries${query}`, { schema: deliveriesSchema });
        output.object(answer);
        if (answer.deliveries.length === 0) output.line("No deliveries.");
        for (const { id, kind, size, state: is, reason, receivedAt } of answer.deliveries) {
          output.line(`${id}  ${receivedAt}  ${kind}  ${size} bytes  ${is}${reason === null ? "" : `: ${reason}`}`);
        }
      });
    });

  command("replay", "have a delivery worked on again")
    .argument("<delivery>", "id of the delivery")
    .action(async (delivery: string, options: { json?: boolean }) => {
      await run(options.json === true, async (client, output) => {
        const path = `/v1/webhooks/deliveries/${encodeURIComponent(delivery)}/replay`;
        const schema = z.object({ id: z.string(), attempts: z.number() });
        output.object(await client.request("POST", path, { schema }));
        output.line("Handed over: what it names is read again as it is now.");
      });
    });
}
