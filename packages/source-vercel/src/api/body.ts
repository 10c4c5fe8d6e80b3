import { isSourceError } from "@tributary/source";
import { BodyTooLarge, readJsonBody, unusableAnswer } from "@tributary/source/http";

/**
 * Largest answer read, in bytes. A build log holds 4 MB of text at most (vercel.com/docs/deployments/logs), which becomes
 * several times that as JSON; what is larger than this is not an answer of Vercel's.
 */
const BODY_MAX_BYTES = 64 * 1024 * 1024;

/** Fields that hold what is in an environment variable, in any form (EnvironmentVariable in Vercel's schema). */
const VALUE_FIELDS: ReadonlySet<string> = new Set(["value", "vsmValue", "legacyValue", "encryptedValue", "decrypted"]);

/**
 * Reads an answer's JSON, one value or one a line; throws `invalid-response` for anything else, and for an answer that is
 * too large. With `dropValues`, what environment variables hold is left out while the text is read: Vercel sends it unasked.
 */
export async function readJson(what: string, response: Response, dropValues: boolean): Promise<unknown> {
  const expected = { provider: "Vercel", what, maxBytes: BODY_MAX_BYTES };
  const text = (await readJsonBody(response, expected)).toString("utf8");
  const reviver = dropValues ? (key: string, value: unknown) => (VALUE_FIELDS.has(key) ? undefined : value) : undefined;
  try {
    if (!/\bstream\+json\b/i.test(response.headers.get("content-type") ?? "")) return JSON.parse(text, reviver);
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    return lines.map((line): unknown => JSON.parse(line, reviver));
  } catch {
    // Without the cause: its message quotes the answer.
    throw unusableAnswer(expected, "is no JSON");
  }
}

/** Whether an answer was too large to be read. */
export function isOversized(error: unknown): boolean {
  return isSourceError(error) && error.cause instanceof BodyTooLarge;
}
