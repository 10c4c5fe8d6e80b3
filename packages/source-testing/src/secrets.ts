import { inspect } from "node:util";

/**
 * Whether a value carries one of the secrets anywhere a log or a database would show it: in its properties, hidden ones
 * and those of its causes included, in its JSON or its stack, plain, percent-encoded or in base64.
 */
export function containsSecret(value: unknown, secrets: readonly string[]): boolean {
  const text = `${inspect(value, { depth: Infinity, showHidden: true, maxArrayLength: null, maxStringLength: null })}\n${json(value)}`;
  return secrets.flatMap(spellings).some((spelling) => text.includes(spelling));
}

function json(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    // Circular: inspect has shown it already.
    return "";
  }
}

function spellings(secret: string): readonly string[] {
  // Base64 of a longer text holds the secret's in one of three alignments; its first and last characters depend on the
  // neighbours, so only the middle is looked for.
  const encoded = [0, 1, 2].map((offset) =>
    Buffer.from(" ".repeat(offset) + secret)
      .toString("base64")
      .slice(offset === 0 ? 0 : 4, -4),
  );
  const url = encoded.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"));
  return [secret, encodeURIComponent(secret), ...encoded, ...url].filter((spelling) => spelling.length >= 6);
}
