import type { Document } from "@tributary/validation";
import { classifyName } from "./language.ts";
import { displayPath } from "./path-name.ts";
import type { Locator } from "./references.ts";
import type { Links } from "./remote.ts";
import type { Skip } from "./skip.ts";
import { decodeText } from "./text.ts";

/** Scripts and style sheets at least this long, in characters, are taken for minified when their lines are long. */
const MINIFIED_MIN_LENGTH = 50_000;
const MINIFIED_LINE_LENGTH = 500;

/** Last second a date of ISO 8601 with four digits of the year can name. */
const LAST_SECOND = 253_402_300_799;

/** Makes the document of a file, or says why it has none. */
export function toDocument(
  reference: { readonly id: string; readonly version: string },
  locator: Locator,
  content: Buffer,
  links: Links,
): Document | Skip {
  const decoded = decodeText(content);
  if ("reason" in decoded) return decoded;
  const path = displayPath(locator.path);
  const { text, encoding, damaged } = decoded;
  if (isMinified(path, text)) return { reason: "generated", message: "The file is generated: its lines are minified." };
  const url = links.url(locator.commit, locator.path);
  const [name = "", email = "", time] = locator.touch ?? [];
  const author = name === "" && email === "" ? undefined : { name: name || email, ...(email !== "" && { email }) };
  return {
    id: reference.id,
    source: "git",
    type: "file",
    title: path.slice(path.lastIndexOf("/") + 1),
    content: text,
    version: reference.version,
    path,
    repository: links.repository,
    ...classifyName(path),
    ...(url !== undefined && { url }),
    ...(author !== undefined && { author }),
    ...(time !== undefined && time >= 0 && time <= LAST_SECOND && { updatedAt: new Date(time * 1000).toISOString() }),
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
