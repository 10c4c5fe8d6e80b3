import { type Import, type ImportReader, modules } from "./import.ts";
import { folderOf, stemOf } from "./paths.ts";

const module = /^[ \t]{0,100}(?:pub(?:\([^()\n]{0,100}\))?[ \t]+)?mod[ \t]+(\w{1,100})[ \t]*;/gm;
const use = /^[ \t]{0,100}(pub(?:\([^()\n]{0,100}\))?[ \t]+)?use[ \t]+((?:crate|self|super)::[^;]{1,3000});/gm;

/** Most paths of one `use`. */
const PATHS_MAX = 50;

/** Rust: modules by their files, and what `use` names within the crate. */
export const rust: ImportReader = {
  family: "rs",
  extensions: ["rs"],
  *imports(code, path) {
    const own = ownModule(path);
    for (const match of code.matchAll(module)) {
      const inner = own === "" ? (match[1] ?? "") : `${own}/${match[1]}`;
      yield { targets: modulesOf(inner), unresolved: "pending", ...rangeOf(match) };
    }
    for (const match of code.matchAll(use)) {
      const [, isPublic, tree = ""] = match;
      for (const segments of pathsOf(tree)) {
        const targets = targetsOf(segments, own, path);
        if (targets.length === 0) continue;
        yield { targets, unresolved: "hidden", ...rangeOf(match), ...(isPublic !== undefined && { isExport: true }) };
      }
    }
  },
};

/** The folder in which a file's modules are. */
function ownModule(path: string): string {
  const stem = stemOf(path);
  const folder = folderOf(path);
  if (stem === "mod" || stem === "lib" || stem === "main") return folder;
  return folder === "" ? stem : `${folder}/${stem}`;
}

/** The folder of the crate's root: the innermost `src` above a file, or the file's own. */
function crateRoot(path: string): string {
  const folders = folderOf(path).split("/");
  const place = folders.lastIndexOf("src");
  return place < 0 ? folderOf(path) : folders.slice(0, place + 1).join("/");
}

/** The longest part of a path that is a module, before shorter ones. */
function targetsOf(segments: readonly string[], own: string, path: string): string[] {
  const [first, ...rest] = segments;
  let base = first === "crate" ? crateRoot(path) : own;
  let names = rest;
  if (first === "super") {
    base = folderOf(own);
    while (names[0] === "super") {
      base = folderOf(base);
      names = names.slice(1);
    }
  }
  // Types and constants are no modules; what is written in lower case may be one or a function in one.
  const end = names.findIndex((segment) => !/^[a-z_][a-z0-9_]*$/.test(segment) || segment === "self");
  const possible = end < 0 ? names : names.slice(0, end);
  return possible.flatMap((_, index) => {
    const inner = possible.slice(0, possible.length - index).join("/");
    return modulesOf(base === "" ? inner : `${base}/${inner}`);
  });
}

function modulesOf(path: string): string[] {
  return modules("rs", path, ["mod"]);
}

/** The paths of a tree: `crate::a::{b, c::{d, e}}`. */
function pathsOf(tree: string): string[][] {
  const paths: string[][] = [];
  const stack: string[][] = [[]];
  let current: string[] = [];
  const flush = () => {
    if (current.length > (stack.at(-1) ?? []).length && paths.length < PATHS_MAX) paths.push(current);
  };
  for (const [token] of tree.matchAll(/\bas\s+\w+|[\w]+|\*|[{},]/g)) {
    if (token === "{") stack.push(current);
    else if (token === "}") {
      flush();
      stack.pop();
      current = [];
    } else if (token === ",") {
      flush();
      current = [...(stack.at(-1) ?? [])];
      continue;
    } else if (!token.startsWith("as ")) current = [...current, token];
    if (token === "}") current = [...(stack.at(-1) ?? [])];
  }
  flush();
  return paths;
}

function rangeOf(match: RegExpExecArray): Pick<Import, "start" | "end"> {
  const [literal] = match;
  return { start: match.index + literal.length - literal.trimStart().length, end: match.index + literal.length };
}
