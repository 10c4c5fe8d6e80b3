import type { Document } from "@tributary/validation";
import { classifyName } from "./language.ts";
import type { Skip } from "./skip.ts";
import { decodeText } from "./text.ts";

/** Scripts and style sheets at least this long, in characters, are taken for minified when their lines are long. */
const MINIFIED_MIN_LENGTH = 50_000;
const MINIFIED_LINE_LENGTH = 500;

/** What a file's document says that follows from its path and content alone. */
export type FileContent = Pick<Document, "title" | "content" | "format" | "path" | "language" | "metadata" | "missing">;

/** Reads a file's content as text, or says why there is none to index. Takes the path as people read it. */
export function readFileContent(path: string, content: Buffer): FileContent | Skip {
  const decoded = decodeText(content);
  if ("reason" in decoded) return decoded;
  const { text, encoding, damaged } = decoded;
  if (isMinified(path, text)) return { reason: "generated", message: "The file is generated: its lines are minified." };
  return {
    title: path.slice(path.lastIndexOf("/") + 1).toWellFormed(),
    content: text,
    path,
    ...classifyName(path),
    ...(encoding !== "utf-8" && { metadata: { encoding } }),
    ...(damaged > 0 && { missing: [`${damaged} byte sequences that are not valid ${encoding}`] }),
  };
}

function isMinified(path: string, text: string): boolean {
  if (text.length < MINIFIED_MIN_LENGTH || !/\.(?:js|mjs|cjs|css)$/i.test(path)) return false;
  let lines = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines += 1;
  return text.length / lines > MINIFIED_LINE_LENGTH;
}
