import { isSourceError, SourceError } from "@tributary/source";

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
  const refuse = (problem: string, cause?: Error) =>
    new SourceError("invalid-response", `Vercel's answer to ${what} ${problem}.`, { cause });
  const type = response.headers.get("content-type") ?? "";
  if (!/^application\/([\w.-]+\+)?json\b/i.test(type)) {
    await response.body?.cancel();
    throw refuse("is no JSON");
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > BODY_MAX_BYTES) throw refuse("is larger than any of Vercel's", new OversizedAnswer());
    parts.push(part);
  }
  const declared = response.headers.get("content-length");
  const isEncoded = response.headers.has("content-encoding");
  if (declared !== null && !isEncoded && Number(declared) !== size) throw refuse("is cut short");
  const text = Buffer.concat(parts).toString("utf8");
  const reviver = dropValues ? (key: string, value: unknown) => (VALUE_FIELDS.has(key) ? undefined : value) : undefined;
  try {
    if (!/\bstream\+json\b/i.test(type)) return JSON.parse(text, reviver);
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    return lines.map((line): unknown => JSON.parse(line, reviver));
  } catch {
    // Without the cause: its message quotes the answer.
    throw refuse("is no JSON");
  }
}

/** Why an answer was not read to its end. */
class OversizedAnswer extends Error {
  override readonly name = "OversizedAnswer";
}

/** Whether an answer was too large to be read. */
export function isOversized(error: unknown): boolean {
  return isSourceError(error) && error.cause instanceof OversizedAnswer;
}
