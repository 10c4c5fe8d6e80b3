import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The library that is tested against. */
export const libraryName = "@huggingface/transformers";

/**
 * What `import("@huggingface/transformers")` loads where it is installed in the folder that TRIBUTARY_TRANSFORMERS_FOLDER
 * names; undefined when it is not there.
 */
export function findLibrary(): string | undefined {
  const folder = process.env.TRIBUTARY_TRANSFORMERS_FOLDER;
  const library = join(folder ?? "", "node_modules", libraryName);
  if (folder === undefined || !existsSync(library)) return undefined;
  const manifest = JSON.parse(readFileSync(join(library, "package.json"), "utf8"));
  return join(library, manifest.exports.node.import.default);
}

/** Throws with how to install the library when it is not there. */
export function requireLibrary(): void {
  if (findLibrary() !== undefined) return;
  throw new Error(
    `TRIBUTARY_TRANSFORMERS_FOLDER names no folder with ${libraryName} in it. From the root of the repository, ` +
      "node scripts/with-transformers.ts pnpm --filter @tributary/embedding test:transformers " +
      "installs it (330 MB, outside the workspace) and runs these tests.",
  );
}
