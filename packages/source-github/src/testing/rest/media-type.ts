import type { Call } from "../http/call.ts";

/** Whether a media type of GitHub's (`raw`, `diff`, `sha`, `object`, …) is asked for. */
export function wantsType(call: Call, name: string): boolean {
  const accept = String(call.headers.accept ?? "");
  return new RegExp(`application/vnd\\.github\\.(?:v3\\.)?${name}(?:\\+json)?(?:[;, ]|$)`).test(accept);
}

/** Whether the bytes of a file are asked for instead of JSON. */
export function wantsRaw(call: Call): boolean {
  return wantsType(call, "raw");
}
