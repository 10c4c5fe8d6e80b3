const lockFiles = new Set([
  "bun.lock",
  "bun.lockb",
  "cargo.lock",
  "composer.lock",
  "deno.lock",
  "flake.lock",
  "gemfile.lock",
  "go.sum",
  "go.work.sum",
  "gradle.lockfile",
  "mix.lock",
  "npm-shrinkwrap.json",
  "package-lock.json",
  "package.resolved",
  "packages.lock.json",
  "paket.lock",
  "pdm.lock",
  "pipfile.lock",
  "pixi.lock",
  "pnpm-lock.yaml",
  "podfile.lock",
  "poetry.lock",
  "project.assets.json",
  "pubspec.lock",
  "rebar.lock",
  "shard.lock",
  "stack.yaml.lock",
  "uv.lock",
  "yarn.lock",
  ".pnp.cjs",
  ".pnp.loader.mjs",
  ".terraform.lock.hcl",
]);

/** What kind of generated file a name says it is, in words; null when it does not say so. */
export function generatedName(path: string): string | null {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  if (lockFiles.has(name)) return "a lock file";
  if (/[.-]min\.(js|mjs|cjs|css)$/.test(name)) return "minified";
  if (/\.(js|mjs|cjs|jsx|ts|mts|cts|tsx|css)\.map$/.test(name)) return "a source map";
  return null;
}
