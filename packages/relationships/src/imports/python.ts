import { type Import, type ImportReader, modules } from "./import.ts";
import { folderOf, foldersAbove } from "./paths.ts";

const statement =
  /^[ \t]{0,200}(?:from[ \t]+(\.{0,10})([\w.]{0,200})[ \t]+import[ \t]+(\([^()]{1,5000}\)|[^\n#;(]{1,1000})|import[ \t]+([^\n#;(]{1,1000}))/gm;

/** Most names of one statement that are looked for as modules of their own. */
const NAMES_MAX = 12;

const standard = new Set(
  (
    "__future__ abc argparse array ast asyncio base64 collections concurrent configparser contextlib copy csv ctypes dataclasses " +
    "datetime decimal enum functools gc glob gzip hashlib heapq hmac html http importlib inspect io itertools json logging math " +
    "multiprocessing operator os pathlib pickle platform queue random re secrets select shutil signal socket sqlite3 ssl stat " +
    "string struct subprocess sys tempfile textwrap threading time traceback types typing unittest urllib uuid warnings weakref xml zipfile zlib"
  ).split(" "),
);

/** Python. */
export const python: ImportReader = {
  family: "py",
  extensions: ["py", "pyi"],
  *imports(code, path) {
    for (const match of code.matchAll(statement)) {
      const [literal, dots = "", module = "", names, plain] = match;
      const lead = literal.length - literal.trimStart().length;
      const range = { start: match.index + lead, end: match.index + literal.trimEnd().length };
      if (names === undefined) {
        for (const given of (plain ?? "").split(",").slice(0, NAMES_MAX)) {
          const [dotted = ""] = given.trim().split(/\s/, 1);
          if (/^[\w.]+$/.test(dotted)) yield* absolute(dotted, undefined, path, range);
        }
        continue;
      }
      const given = namesOf(names);
      for (const one of given) {
        if (dots === "") yield* absolute(module, one, path, range);
        else {
          const base = foldersAbove(folderOf(path))[dots.length - 1];
          if (base === undefined) continue;
          const parts = [...(base === "" ? [] : [base]), ...module.split(".").filter((part) => part !== "")];
          yield { targets: withName(parts.join("/"), one), unresolved: "pending", ...range };
        }
      }
    }
  },
};

/** The names imported from a module that may be modules themselves; undefined once when others are among them. */
function namesOf(list: string): (string | undefined)[] {
  const names = list
    .replaceAll(/[()]|#[^\n]*/g, " ")
    .split(",")
    .flatMap((part) => part.trim().split(/\s/, 1))
    .filter((part) => part !== "");
  // By custom, modules are written in lower case.
  const possible = names.filter((one) => /^[a-z_]\w*$/.test(one)).slice(0, NAMES_MAX);
  return possible.length < names.length ? [undefined, ...possible] : possible;
}

function* absolute(
  dotted: string,
  one: string | undefined,
  path: string,
  range: Pick<Import, "start" | "end">,
): Generator<Import> {
  const parts = dotted.split(".");
  const [top = ""] = parts;
  if (top === "" || standard.has(top)) return;
  const folder = folderOf(path);
  const folders = folder === "" ? [] : folder.split("/");
  const within = folders.indexOf(top);
  // Inside the package that is named, everything else stands where that package does.
  const roots = within >= 0 ? [folders.slice(0, within).join("/")] : [...new Set(["", "src", folder, "lib"])];
  const module = parts.join("/");
  const targets = roots.flatMap((root) => withName(root === "" ? module : `${root}/${module}`, one));
  yield { targets, unresolved: "hidden", ...range };
}

/** A name in a module: a module in its folder, or something the module defines. */
function withName(module: string, one: string | undefined): string[] {
  const own = modules("py", module, ["__init__"]);
  if (one === undefined) return own;
  return [...modules("py", module === "" ? one : `${module}/${one}`, ["__init__"]), ...own];
}
