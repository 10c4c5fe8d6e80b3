import { SourceError } from "@tributary/source";

/** Largest answer read, in bytes: 100 blocks of 100 texts of 2,000 characters are within it (developers.notion.com/reference/request-limits). */
const BODY_MAX_BYTES = 64 * 1024 * 1024;

/** Reads an answer's JSON as text; throws `invalid-response` for anything that cannot be JSON, or is cut short. */
export async function readText(what: string, response: Response): Promise<string> {
  const refuse = (problem: string) => new SourceError("invalid-response", `Notion's answer to ${what} ${problem}.`);
  if (!/^application\/([\w.-]+\+)?json\b/i.test(response.headers.get("content-type") ?? "")) {
    await response.body?.cancel();
    throw refuse("is no JSON");
  }
  const declared = response.headers.get("content-length");
  const isEncoded = response.headers.has("content-encoding");
  if (declared !== null && !isEncoded && Number(declared) <= BODY_MAX_BYTES) {
    const bytes = Buffer.from(await response.arrayBuffer());
    if (Number(declared) !== bytes.byteLength) throw refuse("is cut short");
    return bytes.toString("utf8");
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > BODY_MAX_BYTES) throw refuse("is larger than any of Notion's");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
