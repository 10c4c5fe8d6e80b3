import { existsSync, readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;

/** Every folder of the workspace that has a package.json; each is one Vitest project, named as its package. */
const packageFolders = ["packages", "vendor", "apps"].flatMap((group) =>
  existsSync(join(root, group))
    ? readdirSync(join(root, group))
        .map((name) => join(group, name))
        .filter((folder) => existsSync(join(root, folder, "package.json")))
    : [],
);

const setupFiles = [join(root, "tests/setup.ts")];

export default defineConfig({
  test: {
    // One more than there are cores: a quarter of a worker's time is waiting, for child processes and for what is due.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        test: {
          name: "repository",
          root,
          include: ["tests/**/*.test.ts", "examples/*.test.ts"],
          setupFiles,
          testTimeout: 60_000,
        },
      },
      ...packageFolders.map((folder) => ({
        test: {
          name: JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")).name as string,
          root: join(root, folder),
          // Built tests in dist would run a second time otherwise.
          include: ["src/**/*.test.ts"],
          setupFiles,
          testTimeout: 30_000,
          // A worker of its own for each file, which loads every module anew, would take a third of the time.
          isolate: false,
        },
      })),
    ],
  },
});
