import { type ImportReader, name } from "./import.ts";
import { folderOf, foldersAbove, joined } from "./paths.ts";

const include = /^[ \t]{0,40}#[ \t]{0,40}(?:include|import)[ \t]{0,40}(?:"([^"\n]{1,300})"|<([^>\n]{1,300})>)/gm;

/** Most folders in which an included file is looked for. */
const FOLDERS_MAX = 5;

/** C, C++ and Objective-C: files beside the one that includes them, in a folder above it, or in its `include` or `src`. */
export const c: ImportReader = {
  family: "c",
  extensions: ["c", "h", "cc", "cpp", "cxx", "hh", "hpp", "hxx", "ino", "cu", "cuh", "m", "mm"],
  *imports(code, path) {
    for (const match of code.matchAll(include)) {
      const [literal, quoted, angled] = match;
      const given = quoted ?? angled ?? "";
      // What has no folder in angle brackets is the system's.
      if (quoted === undefined && !given.includes("/")) continue;
      const above = foldersAbove(folderOf(path));
      const folders = [...new Set([...above.slice(0, FOLDERS_MAX - 1), ""])];
      const paths = folders.flatMap((folder) => [
        joined(folder, given),
        joined(folder, `include/${given}`),
        joined(folder, `src/${given}`),
      ]);
      const targets = [...new Set(paths)].flatMap((file) => (file ? [name("file", file)] : []));
      const start = match.index + literal.length - literal.trimStart().length;
      yield {
        targets,
        unresolved: quoted === undefined ? "hidden" : "pending",
        start,
        end: match.index + literal.length,
      };
    }
  },
};
