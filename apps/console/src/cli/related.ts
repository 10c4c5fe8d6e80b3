import { relatedAnswerSchema } from "@tributary/validation";
import type { Command } from "commander";
import type { Env } from "../env/env.ts";
import { connect } from "./connect.ts";
import { createOutput } from "./output.ts";
import { relationWords } from "./relation-words.ts";

/** Adds `tributary related <document>`: what a document has to do with others. */
export function addRelatedCommand(program: Command, environment: () => Env, signal: AbortSignal): void {
  program
    .command("related")
    .description("what a document has to do with others, and where it says so")
    .argument("<document>", "its id, as `tributary search --related --json` shows it")
    .option("--json", "one JSON object")
    .action(async (document: string, { json = false }: { json?: boolean }) => {
      const connection = await connect(environment(), { command: "tributary related", workflows: "nowhere" });
      try {
        const path = `/v1/documents/${encodeURIComponent(document)}/related?limit=100`;
        const answer = await connection.client.request("GET", path, { schema: relatedAnswerSchema, signal });
        const output = createOutput({ json });
        if (answer.related.length === 0) output.line("Nothing is known of others.");
        for (const { kind, direction, document: other, target, pending, evidence } of answer.related) {
          const name =
            other === null ? `${target}${pending ? " (not there yet)" : ""}` : `${other.title} (${other.documentId})`;
          output.line(`${relationWords(kind, direction)} ${name}`);
          for (const { text } of evidence) output.line(`  ${text.replaceAll(/\s+/g, " ")}`);
        }
        output.object(answer);
      } finally {
        await connection.close();
      }
    });
}
