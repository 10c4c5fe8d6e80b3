import { readJsonBody } from "@tributary/source/http";

/** Largest answer read, in bytes: 999 messages of at most 40,000 characters and their blocks. */
const BODY_MAX_BYTES = 128 * 1024 * 1024;

const ADVICE = "check apiUrl and whatever is between";

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
  const expected = { provider: "Slack", what: method, maxBytes: BODY_MAX_BYTES, advice: ADVICE };
  const body = await readJsonBody(response, expected);
  headers.set("content-type", "application/json");
  return new Response(body, { status: 200, headers });
}
