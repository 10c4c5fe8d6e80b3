import { readAll, type SourceDefinition } from "@tributary/source";
import { gitSource } from "@tributary/source-git";
import { githubSource } from "@tributary/source-github";
import { linearSource } from "@tributary/source-linear";
import { notionSource } from "@tributary/source-notion";
import { slackSource } from "@tributary/source-slack";
import { vercelSource } from "@tributary/source-vercel";
import type { Document } from "@tributary/validation";
import type { DemoWorld } from "./world.ts";

const definitions = [
  gitSource,
  githubSource,
  linearSource,
  notionSource,
  slackSource,
  vercelSource,
] as unknown as readonly SourceDefinition<unknown, unknown>[];

/** Reads everything the tools of the demo hold, each through its source, without a console. */
export async function readDemoDocuments(world: DemoWorld): Promise<(Document & { readonly sourceId: string })[]> {
  const read = await Promise.all(
    world.sources.map(async ({ kind, config, credentials }) => {
      const definition = definitions.find(({ id }) => id === kind);
      if (definition === undefined) throw new Error(`The demo has no source "${kind}".`);
      const source = definition.create(definition.configSchema.parse(config), {
        credentials: definition.credentialsSchema.parse(credentials),
      });
      try {
        const documents = await Array.fromAsync(readAll(source));
        return documents.map((document) => ({ ...document, sourceId: kind }));
      } finally {
        await source.close?.();
      }
    }),
  );
  return read.flat();
}
