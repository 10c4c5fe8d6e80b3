import { cleanText } from "@tributary/validation";

/** Someone who wrote something. */
export interface Person {
  readonly name?: string | null | undefined;
  readonly displayName?: string | null | undefined;
  readonly type?: string | null | undefined;
}

/** A person's name, cleaned; undefined when there is none. */
export function nameOf(...people: readonly (Person | null | undefined)[]): string | undefined {
  for (const person of people) {
    const name = cleanText(person?.name || person?.displayName || "").trim();
    if (name !== "") return name;
  }
  return undefined;
}

/** A text, cleaned and without blank ends; empty for null. */
export function clean(text: string | null | undefined): string {
  return cleanText(text ?? "").trim();
}

/** One line: what is in it may not start a new one. */
export function line(text: string | null | undefined): string {
  return clean(text).replace(/\s+/g, " ");
}

/** `name: value` pairs as one line each; those without a value are left out. */
export function facts(values: Readonly<Record<string, string | number | null | undefined>>): string {
  return Object.entries(values)
    .flatMap(([name, value]) => {
      const text = typeof value === "number" ? String(value) : line(value);
      return text === "" ? [] : [`${name}: ${text}`];
    })
    .join("\n");
}

/** A section with a heading; empty when its body is. */
export function section(heading: string, body: string): string {
  return body === "" ? "" : `## ${heading}\n\n${body}`;
}

/** Parts with a blank line between them, without the empty ones. */
export function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

/** A link in Markdown; the text alone when the address is none. */
export function link(text: string | null | undefined, address: string | null | undefined): string {
  const shown = line(text).replaceAll("[", "\\[").replaceAll("]", "\\]");
  const url = urlOf(address);
  if (url === undefined) return shown;
  return shown === "" ? `<${url}>` : `[${shown}](${url})`;
}

/** An address that can be one; undefined for anything else. */
export function urlOf(address: string | null | undefined): string | undefined {
  const text = clean(address);
  return URL.canParse(text) && /^https?:/i.test(text) ? text : undefined;
}

/** The day of a time. */
export function dayOf(time: string): string {
  return time.slice(0, 10);
}
