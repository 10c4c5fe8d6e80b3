/** Characters a text has at least to be taken for a secret: what is shorter is part of ordinary words. */
const SHORTEST_SECRET = 6;

/** What stands in the place of a secret. */
const HIDDEN = "[secret]";

/**
 * A text without these secrets, also where they are written as in JSON or in an address: services repeat what they were
 * sent. Call it before the text is cut, or a part of a secret stays.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
    .reduce((rest, form) => rest.replaceAll(form, HIDDEN), text);
}

/** An error as it is, to be passed on as a cause; undefined when it, or what caused it, repeats one of these secrets. */
export function causeWithoutSecrets(error: unknown, secrets: readonly string[]): unknown {
  const said: string[] = [];
  for (let each: unknown = error; each !== undefined && said.length < 10; ) {
    const { stack = "", cause, ...fields } = each instanceof Error ? each : { stack: String(each) };
    said.push(
      stack,
      String(each),
      Object.values(fields)
        .filter((field) => typeof field === "string")
        .join("\n"),
    );
    each = cause;
  }
  return said.every((text) => withoutSecrets(text, secrets) === text) ? error : undefined;
}
