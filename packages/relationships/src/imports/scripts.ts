import { type ImportReader, modules, name } from "./import.ts";
import { folderOf, foldersAbove, joined, stemOf } from "./paths.ts";

/** How much of a file is read for its namespace. */
const HEAD_MAX = 50_000;

const rubyRequire = /^[ \t]{0,100}(require|require_relative|load)[ \t]*\(?[ \t]*["']([^"'\n]{1,300})["']/gm;
const phpUse =
  /^[ \t]{0,20}use[ \t]+(?:function[ \t]+|const[ \t]+)?\\?([A-Za-z_]\w*(?:\\\w+){0,30})(?:\\\{([^{}]{0,2000})\})?/gm;
const phpRequire =
  /\b(?:require|include)(?:_once)?[ \t]{0,4}\(?[ \t]{0,4}(__DIR__[ \t]{0,4}\.[ \t]{0,4})?["']([^"'\n]{1,300})["']/g;

/** Ruby: files beside the one that asks, or below `lib`. */
export const ruby: ImportReader = {
  family: "rb",
  extensions: ["rb", "rake", "gemspec"],
  *imports(code, path) {
    for (const match of code.matchAll(rubyRequire)) {
      const [literal, how, given = ""] = match;
      const bare = given.replace(/\.rb$/, "");
      const range = {
        start: match.index + literal.length - literal.trimStart().length,
        end: match.index + literal.length,
      };
      if (how === "require_relative") {
        const module = joined(folderOf(path), bare);
        if (module !== undefined) yield { targets: modules("rb", module, []), unresolved: "pending", ...range };
        continue;
      }
      const roots = foldersAbove(folderOf(path)).slice(-4);
      const paths = roots.flatMap((root) => [joined(root, `lib/${bare}`), joined(root, bare)]);
      yield {
        targets: paths.flatMap((module) => (module ? modules("rb", module, []) : [])),
        unresolved: "hidden",
        ...range,
      };
    }
  },
};

/** PHP: types by the namespace their files name, and files by their paths. */
export const php: ImportReader = {
  family: "php",
  extensions: ["php"],
  *imports(code, path) {
    for (const match of code.matchAll(phpUse)) {
      const [literal, given = "", group] = match;
      const names =
        group === undefined ? [given] : group.split(",").map((part) => `${given}\\${part.trim().split(/\s/, 1)}`);
      const range = {
        start: match.index + literal.length - literal.trimStart().length,
        end: match.index + literal.length,
      };
      for (const one of names.slice(0, 50)) {
        // Inside a class, `use` takes in a trait by its short name.
        if (one.includes("\\")) yield { targets: [name("php", one.toLowerCase())], unresolved: "hidden", ...range };
      }
    }
    for (const match of code.matchAll(phpRequire)) {
      const [literal, beside, given = ""] = match;
      const near = joined(folderOf(path), given);
      const paths = [near, ...(beside === undefined ? [joined("", given)] : [])];
      const targets = [...new Set(paths)].flatMap((file) => (file ? [name("file", file)] : []));
      const range = { start: match.index, end: match.index + literal.length };
      if (targets.length > 0) yield { targets, unresolved: beside === undefined ? "hidden" : "pending", ...range };
    }
  },
  names(code, path) {
    const own = /^[ \t]*(?:<\?php[ \t]+)?namespace[ \t]+([\w\\]{1,300})/m.exec(code.slice(0, HEAD_MAX))?.[1];
    return own === undefined ? [] : [name("php", `${own}\\${stemOf(path)}`.toLowerCase())];
  },
};
