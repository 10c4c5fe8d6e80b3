import { readFileContent, type Skip } from "@tributary/repository-files";
import type { Document } from "@tributary/validation";
import { displayPath } from "./path-name.ts";
import type { Locator } from "./references.ts";
import type { Links } from "./remote.ts";

/** Last second a date of ISO 8601 with four digits of the year can name. */
const LAST_SECOND = 253_402_300_799;

/** Makes the document of a file, or says why it has none. */
export function toDocument(
  reference: { readonly id: string; readonly version: string },
  locator: Locator,
  content: Buffer,
  links: Links,
): Document | Skip {
  const read = readFileContent(displayPath(locator.path), content);
  if ("reason" in read) return read;
  const url = links.url(locator.commit, locator.path);
  const [name = "", email = "", time] = locator.touch ?? [];
  const author = name === "" && email === "" ? undefined : { name: name || email, ...(email !== "" && { email }) };
  return {
    id: reference.id,
    source: "git",
    type: "file",
    version: reference.version,
    repository: links.repository,
    ...read,
    ...(url !== undefined && { url }),
    ...(author !== undefined && { author }),
    ...(time !== undefined && time >= 0 && time <= LAST_SECOND && { updatedAt: new Date(time * 1000).toISOString() }),
  };
}
