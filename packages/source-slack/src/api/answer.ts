import { SourceError } from "@tributary/source";

/** Largest answer read, in bytes: 999 messages of at most 40,000 characters and their blocks. */
const BODY_MAX_BYTES = 128 * 1024 * 1024;

/** Headers of an answer that are read; the others, cookies among them, go no further. */
const KEPT_HEADERS = ["retry-after", "x-oauth-scopes", "x-accepted-oauth-scopes"];

/**
 * Reads an answer to its end before the SDK sees it, which takes HTML for an error code and a body cut short for another.
 * Throws `invalid-response` for anything but JSON of the length it says it has.
 */
export async function readAnswer(method: string, response: Response): Promise<Response> {
  const headers = new Headers();
  for (const name of KEPT_HEADERS) {
    const value = response.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  if (response.status !== 200) {
    await response.body?.cancel();
    return new Response(null, { status: response.status, headers });
  }
  const refuse = (problem: string) =>
    new SourceError(
      "invalid-response",
      `Slack's answer to ${method} ${problem}: check apiUrl and whatever is between.`,
    );
  if (!/^application\/json\b/i.test(response.headers.get("content-type") ?? "")) {
    await response.body?.cancel();
    throw refuse("is no JSON");
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > BODY_MAX_BYTES) throw refuse("is larger than any of Slack's");
    parts.push(part);
  }
  const declared = response.headers.get("content-length");
  if (declared !== null && !response.headers.has("content-encoding") && Number(declared) !== size) {
    throw refuse("is cut short");
  }
  headers.set("content-type", "application/json");
  return new Response(Buffer.concat(parts), { status: 200, headers });
}
