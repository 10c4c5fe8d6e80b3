import { type Import, type ImportReader, modules, name } from "./import.ts";
import { folderOf, foldersAbove, joined } from "./paths.ts";

const specifier = /\b(?:from[ \t]{0,4}|(?:import|require)[ \t]{0,4}(?:\([ \t\r\n]{0,40})?)(["'])([^"'\n]{1,300})\1/g;
const ending = /\.(?:d\.)?[cm]?[jt]sx?$/;
/** How far before its specifier a statement may begin. */
const STATEMENT_MAX = 2_000;
/** Most places looked at for imports. */
const LOOKS_MAX = 5_000;
/** Most folders in which what an alias names is looked for. */
const ROOTS_MAX = 6;

/** JavaScript and TypeScript, also inside components of Vue, Svelte and Astro. */
export const javascript: ImportReader = {
  family: "js",
  extensions: ["ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs", "vue", "svelte", "astro"],
  *imports(code, path) {
    const folder = folderOf(path);
    let looks = 0;
    for (const match of code.matchAll(specifier)) {
      looks += 1;
      if (looks > LOOKS_MAX) return;
      const [literal, , given = ""] = match;
      const found = targetsOf(given, folder);
      if (!found) continue;
      const start = literal.startsWith("from") ? statementStart(code, match.index) : match.index;
      if (start === undefined || isInComment(code, start)) continue;
      const end = match.index + literal.length;
      yield { ...found, start, end, ...(code.startsWith("export", start) && { isExport: true }) };
    }
  },
};

function targetsOf(given: string, folder: string): Pick<Import, "targets" | "unresolved"> | undefined {
  if (/^\.{1,2}(?:\/|$)/.test(given)) {
    const path = joined(folder, given.replace(/[?#].*$/, ""));
    return path === undefined ? undefined : { targets: filesOf(path), unresolved: "pending" };
  }
  // What `paths` of a tsconfig.json calls the root of the sources.
  if (/^[@~]\//.test(given)) {
    const rest = given.slice(2);
    const roots = foldersAbove(folder).slice(-ROOTS_MAX);
    const paths = roots.flatMap((root) => [
      joined(root, rest),
      ...(root.endsWith("src") ? [] : [joined(root, `src/${rest}`)]),
    ]);
    return { targets: paths.flatMap((path) => (path ? filesOf(path) : [])), unresolved: "hidden" };
  }
  // Packages of the same repository are rarely without a scope, and packages from elsewhere mostly.
  if (/^@[\w.-]+\/[\w.-]/.test(given)) return { targets: [name("package", given)], unresolved: "hidden" };
  return undefined;
}

/** What an import of a path can mean: a module with any ending, a folder's index, or just that file. */
function filesOf(path: string): string[] {
  const bare = path.replace(ending, "");
  const file = /\.\w{1,10}$/.test(path) && !ending.test(path) ? [name("file", path)] : [];
  return [...file, ...modules("js", bare, ["index"])];
}

/** Where the `import` or `export` begins whose `from` stands here; undefined when there is none. */
function statementStart(code: string, at: number): number | undefined {
  const from = Math.max(0, at - STATEMENT_MAX);
  const before = code.slice(from, at);
  const last = Math.max(before.lastIndexOf("import"), before.lastIndexOf("export"));
  if (last < 0) return undefined;
  return /^(?:import|export)\b[^;"'`()=]*$/.test(before.slice(last)) ? from + last : undefined;
}

/** Whether the line before a place begins as a comment does. */
function isInComment(code: string, at: number): boolean {
  return /(?:^|\n)[ \t]*(?:\/\/|\/?\*)[^\n]*$/.test(code.slice(Math.max(0, at - 200), at));
}
