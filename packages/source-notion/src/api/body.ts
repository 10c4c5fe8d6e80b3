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
  const declared = response.headers.has("content-encoding") ? null : response.headers.get("content-length");
  const parts: Uint8Array[] = [];
  let size = 0;
  // Piece by piece: arrayBuffer() keeps more of each request alive, until the next full collection of garbage.
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > BODY_MAX_BYTES) {
      await reader?.cancel();
      throw refuse("is larger than any of Notion's");
    }
    parts.push(part.value);
  }
  if (declared !== null && Number(declared) !== size) throw refuse("is cut short");
  return (
    parts.length === 1 && parts[0] ? Buffer.from(parts[0].buffer, parts[0].byteOffset, size) : Buffer.concat(parts)
  ).toString("utf8");
}
