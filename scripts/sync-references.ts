// Writes every package's tsconfig.json from its package.json, so that TypeScript's project references never drift.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

const root = join(import.meta.dirname, "..");

/** Folders of the workspace that are TypeScript projects, by package name. */
export function workspaceFolders(): Map<string, string> {
  const folders = new Map<string, string>();
  const candidates = ["packages", "vendor", "apps"].flatMap((group) =>
    existsSync(join(root, group)) ? readdirSync(join(root, group)).map((name) => join(group, name)) : [],
  );
  for (const folder of [...candidates, "benchmarks"]) {
    const file = join(root, folder, "package.json");
    if (existsSync(file)) folders.set(JSON.parse(readFileSync(file, "utf8")).name, folder);
  }
  return folders;
}

/** The text of every tsconfig.json this script owns, by path relative to the root. */
export function expectedConfigs(): Map<string, string> {
  const folders = workspaceFolders();
  const configs = new Map<string, string>();
  for (const folder of folders.values()) {
    const manifest = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.peerDependencies });
    const references = names
      .filter((name) => folders.has(name))
      .sort()
      .map((name) => ({ path: relative(folder, folders.get(name) as string) }));
    // What a browser application is made of is its bundler's: only its types are checked.
    const isBrowser = existsSync(join(root, folder, "vite.config.ts"));
    const outDir = isBrowser ? "node_modules/.cache/types" : "dist";
    configs.set(
      join(folder, "tsconfig.json"),
      text({
        extends: relative(folder, isBrowser ? "tsconfig.browser.json" : "tsconfig.base.json"),
        compilerOptions: { rootDir: "src", outDir, tsBuildInfoFile: `${outDir}/.tsbuildinfo` },
        include: ["src"],
        references,
      }),
    );
  }
  configs.set(
    "tsconfig.json",
    text({
      files: [],
      references: [...[...folders.values()].sort(), "tests"].map((path) => ({ path })),
    }),
  );
  return configs;
}

function text(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

if (import.meta.main) for (const [path, content] of expectedConfigs()) writeFileSync(join(root, path), content);
