import { type ImportReader, name } from "./import.ts";
import { folderOf } from "./paths.ts";

const statement = /^import[ \t]+(?:\(([^()]{0,20000})\)|(?:[\w.]+[ \t]+)?["`]([^"`\n]{1,300})["`])/gm;
const inBlock = /^[ \t]*(?:[\w.]+[ \t]+)?["`]([^"`\n]{1,300})["`]/gm;

const standard = new Set(
  (
    "archive arena bufio builtin bytes cmp compress container context crypto database debug embed encoding errors expvar flag " +
    "fmt go hash html image index io iter log maps math mime net os path plugin reflect regexp runtime slices sort strconv " +
    "strings structs sync syscall testing text time unicode unique unsafe weak C"
  ).split(" "),
);

/** Go: packages by the name that `go.mod` gives the folder they are in. */
export const go: ImportReader = {
  family: "go",
  extensions: ["go"],
  *imports(code) {
    for (const match of code.matchAll(statement)) {
      const [literal, block, single] = match;
      if (single !== undefined) {
        const found = targetOf(single);
        if (found) yield { ...found, start: match.index, end: match.index + literal.length };
      }
      if (block === undefined) continue;
      const offset = match.index + literal.indexOf(block);
      for (const line of block.matchAll(inBlock)) {
        const found = targetOf(line[1] ?? "");
        const start = offset + line.index + line[0].length - line[0].trimStart().length;
        if (found) yield { ...found, start, end: offset + line.index + line[0].length };
      }
    }
  },
  // Tests belong to no package that can be imported.
  names: (_code, path) => (path.endsWith("_test.go") ? [] : [name("directory", `go:${folderOf(path)}`)]),
};

function targetOf(path: string) {
  const [top = ""] = path.split("/", 1);
  return standard.has(top) ? undefined : { targets: [name("package", path)], unresolved: "hidden" as const };
}
