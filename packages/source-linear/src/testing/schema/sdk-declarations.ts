import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The type declarations of the installed `@linear/sdk`: one file of its dist holds those generated from the schema. */
export function readSdkDeclarations(): string {
  const folder = dirname(fileURLToPath(import.meta.resolve("@linear/sdk")));
  for (const name of readdirSync(folder).sort()) {
    if (!/^index-.*\.d\.mts$/.test(name)) continue;
    const text = readFileSync(join(folder, name), "utf8");
    if (text.includes("\ntype Scalars = {")) return text;
  }
  throw new Error("@linear/sdk holds no generated declarations where they used to be: adapt sdk-declarations.ts.");
}
