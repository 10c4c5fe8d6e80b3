import { SourceError } from "@tributary/source";

/**
 * Largest answer read, in bytes: queries are at most 10,000 points, of texts of at most some hundred kilobytes each. What
 * is larger is not an answer of Linear's.
 */
const BODY_MAX_BYTES = 64 * 1024 * 1024;

/** Reads an answer's JSON; throws `invalid-response` for anything else, and for an answer that is too large. */
export async function readJson(operation: string, response: Response): Promise<unknown> {
  const refuse = (problem: string) =>
    new SourceError("invalid-response", `Linear's answer to ${operation} ${problem}.`);
  const type = response.headers.get("content-type") ?? "";
  if (!/^application\/([\w.-]+\+)?json\b/i.test(type)) {
    await response.body?.cancel();
    throw refuse("is no JSON");
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > BODY_MAX_BYTES) throw refuse("is larger than any of Linear's");
    parts.push(part);
  }
  const declared = response.headers.get("content-length");
  const isEncoded = response.headers.has("content-encoding");
  if (declared !== null && !isEncoded && Number(declared) !== size) throw refuse("is cut short");
  try {
    return JSON.parse(Buffer.concat(parts).toString("utf8"));
  } catch {
    // Without the cause: its message quotes the answer.
    throw refuse("is no JSON");
  }
}
