import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { extractSchema, schemaModule } from "./extract-schema.ts";
import { readSdkDeclarations } from "./sdk-declarations.ts";

// Run after an update of @linear/sdk: `pnpm --filter @tributary/source-linear schema`.
writeFileSync(join(import.meta.dirname, "linear-schema.ts"), schemaModule(extractSchema(readSdkDeclarations())));
