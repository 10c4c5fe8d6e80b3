// Bundles an example with everything it needs: node examples/bundle.ts vercel|netlify|supabase
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { dirname, join } from "node:path";
import { build, type Metafile, type Plugin } from "esbuild";

const root = join(import.meta.dirname, "..");

/** Where each example's function goes, and what its entry is called there. */
const targets = {
  vercel: { folder: "vercel/.vercel/output/functions/api/inngest.func", name: "index" },
  netlify: { folder: "netlify/dist/inngest", name: "inngest" },
  supabase: { folder: "supabase/supabase/functions/inngest/dist", name: "index" },
} as const;

/** An example that is bundled. */
export type BundledExample = keyof typeof targets;

/**
 * What stays out of a function: what has native parts and is loaded only where the data is kept on the same machine, and
 * Cohere's file uploads, which nothing here uses and no bundler can read.
 */
const leftOut = /^(@lancedb\/lancedb|@electric-sql\/pglite|@huggingface\/transformers|pg-native|formdata-node)($|\/)/;

/** Node's own modules by the name every runtime knows them by, also where an old package leaves the prefix out. */
const nodeModules: Plugin = {
  name: "node-modules",
  setup({ onResolve }) {
    onResolve({ filter: /^[a-z_/]+$/ }, ({ path }) =>
      isBuiltin(path) ? { path: `node:${path}`, external: true } : null,
    );
    onResolve({ filter: /^node:/ }, ({ path }) => ({ path, external: true }));
  },
};

/** In place of what is left out: says what to do when it is asked for after all. */
const natives: Plugin = {
  name: "natives",
  setup({ onLoad, onResolve }) {
    const message =
      "is not part of this function: it needs DATABASE_URL, PINECONE_API_KEY and TRIBUTARY_ENCRYPTION_KEY.";
    onResolve({ filter: leftOut }, ({ path }) => ({ path, namespace: "left-out" }));
    onLoad({ filter: /.*/, namespace: "left-out" }, ({ path }) => ({
      contents: `module.exports = {}; throw new Error(${JSON.stringify(`${path} ${message}`)});`,
    }));
  },
};

/** Drizzle is loaded through `require` at run time, which no bundler sees through: here it is imported instead. */
const drizzle: Plugin = {
  name: "drizzle",
  setup({ onLoad }) {
    onLoad({ filter: /packages\/database\/(src|dist)\/drizzle\.[jt]s$/ }, ({ path }) => ({
      resolveDir: dirname(path),
      contents: ["drizzle-orm/pg-core", "drizzle-orm/node-postgres", "drizzle-orm/migrator"]
        .map((name) => `export * from "${name}";`)
        .concat('export { DrizzleQueryError, sql, eq, and, or, not, desc, asc, getTableColumns } from "drizzle-orm";')
        .concat('export { gt, gte, lt, lte, inArray, isNull, isNotNull, ne } from "drizzle-orm";')
        .join("\n"),
    }));
  },
};

/** Bundles an example into a folder, its own place unless given; returns what went in. */
export async function bundleExample(example: BundledExample, folder?: string): Promise<Metafile> {
  const { name } = targets[example];
  const outdir = folder ?? join(import.meta.dirname, targets[example].folder);
  rmSync(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: { [name]: join(import.meta.dirname, example, "inngest.ts") },
    outdir,
    bundle: true,
    // In pieces: what is loaded only when it is used is not loaded with the rest.
    splitting: true,
    chunkNames: "chunks/[hash]",
    format: "esm",
    platform: "neutral",
    target: "es2023",
    minify: true,
    // Errors are told apart by their names.
    keepNames: true,
    mainFields: ["main", "module"],
    plugins: [nodeModules, natives, drizzle],
    // What CommonJS packages among them require of Node, and where Deno has no globals of Node's.
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; import process from "node:process"; import { Buffer } from "node:buffer"; const require = __createRequire(import.meta.url); const __filename = import.meta.filename; const __dirname = import.meta.dirname; const global = globalThis;',
    },
    metafile: true,
    logLevel: "error",
  });
  copyGrammars(outdir, example === "supabase" ? largeGrammars : []);
  writeFileSync(join(outdir, "package.json"), '{ "type": "module" }\n');
  if (example === "vercel" && folder === undefined) writeVercelOutput(outdir);
  return metafile;
}

/** The two largest parsers, 10 MB together: Supabase takes functions of up to 20 MB (supabase.com/docs/guides/functions/limits). */
const largeGrammars = ["tree-sitter-cpp.wasm", "tree-sitter-c-sharp.wasm"];

/** The parsers of programming languages are WebAssembly files that are read when they are needed. */
function copyGrammars(folder: string, without: readonly string[]): void {
  const chunking = createRequire(join(root, "packages/chunking/package.json"));
  const main = chunking.resolve("@vscode/tree-sitter-wasm");
  const runtime = chunking.resolve("web-tree-sitter/web-tree-sitter.wasm");
  const copy = (file: string, ...place: string[]) => {
    const target = join(folder, "node_modules", ...place);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(file, target, { recursive: true, dereference: true });
  };
  for (const file of readdirSync(dirname(main)).filter((name) => !without.includes(name))) {
    copy(join(dirname(main), file), "@vscode/tree-sitter-wasm/wasm", file);
  }
  copy(join(dirname(main), "../package.json"), "@vscode/tree-sitter-wasm/package.json");
  // Looked for beside the code that loads it.
  cpSync(runtime, join(folder, "chunks/web-tree-sitter.wasm"));
  for (const file of ["web-tree-sitter.wasm", "web-tree-sitter.js", "package.json"]) {
    copy(join(dirname(runtime), file), "web-tree-sitter", file);
  }
}

/** Describes the function as Vercel's Build Output API wants it (version 3). */
function writeVercelOutput(folder: string): void {
  const settings = { runtime: "nodejs22.x", handler: "index.js", launcherType: "Nodejs", maxDuration: 60 };
  writeFileSync(join(folder, ".vc-config.json"), `${JSON.stringify(settings, null, 2)}\n`);
  writeFileSync(join(folder, "../../../config.json"), '{ "version": 3 }\n');
}

if (import.meta.main) {
  const [example = ""] = process.argv.slice(2);
  if (!Object.hasOwn(targets, example)) throw new Error(`Say which: ${Object.keys(targets).join(", ")}.`);
  const { outputs } = await bundleExample(example as BundledExample);
  const bytes = Object.values(outputs).reduce((sum, output) => sum + output.bytes, 0);
  process.stdout.write(`${example}: ${Object.keys(outputs).length} files, ${(bytes / 1e6).toFixed(1)} MB of code\n`);
}
