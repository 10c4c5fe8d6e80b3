import { z } from "zod";

/** Longest token taken, in characters: those of some providers are signed documents of a few thousand. */
const TOKEN_MAX_LENGTH = 4_096;

/** A token or key as a provider shows it: visible ASCII, 4,096 characters at most. Give it a `.meta()` of its own. */
export const tokenSchema = z
  .string()
  .min(1)
  .max(TOKEN_MAX_LENGTH)
  .regex(/^[\x21-\x7e]+$/, "a token has no spaces and no line breaks in it");

/**
 * The address of an API: http or https, and without credentials, which belong elsewhere. What it says of a wrong one names the
 * setting and an example. Give it a `.meta()` of its own.
 */
export function apiAddressSchema(setting: string, example: string) {
  return z
    .url({ protocol: /^https?$/, error: `${setting} is an address such as ${example}`, abort: true })
    .refine(
      (url) => new URL(url).username === "" && new URL(url).password === "",
      `${setting} must not carry credentials`,
    );
}
