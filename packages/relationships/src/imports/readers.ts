import { c } from "./c.ts";
import { go } from "./go.ts";
import type { ImportReader } from "./import.ts";
import { javascript } from "./javascript.ts";
import { dotnet, jvm } from "./managed.ts";
import { python } from "./python.ts";
import { rust } from "./rust.ts";
import { php, ruby } from "./scripts.ts";

const readers = new Map(
  [javascript, python, go, rust, jvm, dotnet, ruby, php, c].flatMap((reader) =>
    reader.extensions.map((extension) => [extension, reader] as const),
  ),
);

/** What reads the imports of a file, by its ending; undefined for languages without. */
export function readerOf(path: string): ImportReader | undefined {
  return readers.get(path.slice(path.lastIndexOf(".") + 1).toLowerCase());
}
