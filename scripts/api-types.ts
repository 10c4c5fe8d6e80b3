// The dashboard's types of the console's API, made from its OpenAPI document: `node scripts/api-types.ts --write` brings them
// up to date, a test says when they are not.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApp } from "../apps/console/src/app.ts";
import { readEnv } from "../apps/console/src/env/env.ts";
import { createLogger } from "../apps/console/src/logger.ts";
import { createRuntime } from "../apps/console/src/runtime.ts";

/** Where the types are. */
export const apiTypesFile = join(import.meta.dirname, "../apps/dashboard/src/api/schema.ts");

/** What of the document is looked at here. */
interface OpenapiDocument {
  readonly paths: Record<string, Record<string, { readonly responses?: Record<string, unknown> }>>;
}

/** The types of the API as the console describes it now. */
export async function apiTypes(): Promise<string> {
  // It prints with TypeScript 5, which only the dashboard has.
  const { default: openapiTypescript, astToString } = createRequire(apiTypesFile)("openapi-typescript") as {
    default(document: OpenapiDocument): Promise<never>;
    astToString(types: never): string;
  };
  const types = astToString(await openapiTypescript(await openapiDocument()));
  return `// Made by \`node scripts/api-types.ts --write\` from the console's OpenAPI document.\n\n${types}`;
}

/** The console's OpenAPI document, of a console with nothing in it. */
async function openapiDocument(): Promise<OpenapiDocument> {
  const home = mkdtempSync(join(tmpdir(), "tributary-api-types-"));
  try {
    const runtime = await createRuntime(readEnv({ TRIBUTARY_HOME: home }), {
      command: "api-types",
      workflows: "nowhere",
      logger: createLogger("silent"),
    });
    try {
      const answer = await createApp(runtime).request("http://127.0.0.1/openapi.json");
      if (!answer.ok) throw new Error(`The console answered ${answer.status} for its OpenAPI document.`);
      return withoutProblems((await answer.json()) as OpenapiDocument);
    } finally {
      await runtime.close();
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Without what is not 2xx: it has one shape everywhere, which the client knows, and would be half of the file. */
function withoutProblems(document: OpenapiDocument): OpenapiDocument {
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    for (const status of Object.keys(operation.responses ?? {})) {
      if (!status.startsWith("2")) delete operation.responses?.[status];
    }
  }
  return document;
}

if (import.meta.main && process.argv.includes("--write")) writeFileSync(apiTypesFile, await apiTypes());
