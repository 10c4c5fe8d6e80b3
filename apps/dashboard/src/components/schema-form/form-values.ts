import type { FormField } from "./form-schema.ts";

/** What was typed in, by field; a field that was left alone has none. Lists are one entry a line. */
export type FormValues = Readonly<Record<string, string | boolean>>;

/** What is sent of what was typed: fields left alone or empty are left out, so that what holds then is up to the server. */
export function sendable(fields: readonly FormField[], values: FormValues): Record<string, unknown> {
  const sent: Record<string, unknown> = {};
  for (const { name, input } of fields) {
    const value = values[name];
    if (typeof value === "boolean") sent[name] = value;
    if (typeof value !== "string" || value.trim() === "") continue;
    if (input === "list") sent[name] = entriesOf(value);
    // What is no number goes as it is: the server says what is wrong with it.
    else if (input === "integer") sent[name] = Number.isFinite(Number(value)) ? Number(value) : value.trim();
    else sent[name] = value.trim();
  }
  return sent;
}

/** What a form shows of values that were sent once. */
export function typedOf(fields: readonly FormField[], sent: Readonly<Record<string, unknown>>): FormValues {
  const typed: Record<string, string | boolean> = {};
  for (const { name } of fields) {
    const value = sent[name];
    if (typeof value === "boolean" || typeof value === "string") typed[name] = value;
    else if (typeof value === "number") typed[name] = String(value);
    else if (Array.isArray(value)) typed[name] = value.map(String).join("\n");
  }
  return typed;
}

/** Whether everything that has to be filled in is. */
export function isFilled(fields: readonly FormField[], values: FormValues): boolean {
  return fields.every(({ name, required }) => {
    const value = values[name];
    return !required || typeof value === "boolean" || (typeof value === "string" && value.trim() !== "");
  });
}

/** What has to be filled in and is not, by field. */
export function missing(fields: readonly FormField[], values: FormValues): Record<string, string> {
  return Object.fromEntries(
    fields.filter((field) => !isFilled([field], values)).map(({ name }) => [name, "This is needed."]),
  );
}

/** The entries of a list, one a line. */
function entriesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
