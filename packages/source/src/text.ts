import { cleanText } from "@tributary/validation";

/** Last moment with a year of four digits, in milliseconds since the epoch: later ones are written with a sign, which no schema takes. */
const LAST_TIME_MS = 253_402_300_799_999;

/** A text as every layer can store it, without blank ends; empty for none. */
export function clean(text: string | null | undefined): string {
  return cleanText(text ?? "").trim();
}

/** One line, cleaned: what is in it may not start a new one. */
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

/** A section with a heading of the second level; empty when its body is. */
export function section(heading: string, body: string): string {
  return body === "" ? "" : `## ${heading}\n\n${body}`;
}

/** Parts with a blank line between them, without the empty ones. */
export function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

/** An http or https address that can be one, cleaned; undefined for anything else. */
export function urlOf(address: string | null | undefined): string | undefined {
  const text = clean(address);
  return URL.canParse(text) && /^https?:/i.test(text) ? text : undefined;
}

/** The day of an ISO 8601 time: `2026-01-31`. */
export function dayOf(time: string): string {
  return time.slice(0, 10);
}

/** Milliseconds since the epoch as ISO 8601; undefined for none, and for a time before the epoch or after the year 9999. */
export function isoTime(milliseconds: number | null | undefined): string | undefined {
  if (milliseconds == null) return undefined;
  const date = new Date(milliseconds);
  return milliseconds >= 0 && date.getTime() <= LAST_TIME_MS ? date.toISOString() : undefined;
}
