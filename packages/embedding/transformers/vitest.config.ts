import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { findLibrary, libraryName } from "./library.ts";

const library = findLibrary();

// On its own, outside the workspace's projects: `pnpm test` neither needs nor installs the library.
export default defineConfig({
  // The embedder imports the library by its name, as it does where the two are installed beside each other.
  resolve: { alias: library === undefined ? {} : { [libraryName]: library } },
  test: {
    root: import.meta.dirname,
    include: ["*.test.ts"],
    setupFiles: [join(import.meta.dirname, "../../../tests/setup.ts")],
  },
});
