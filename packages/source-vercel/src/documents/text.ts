import { cleanText } from "@tributary/validation";

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

/** Lines of output as a block nothing in them can end. */
export function block(lines: readonly string[]): string {
  if (lines.length === 0) return "";
  const fences = lines.join("\n").match(/`{3,}/g) ?? [];
  const fence = "`".repeat(Math.max(3, ...fences.map((found) => found.length + 1)));
  return [`${fence}text`, ...lines, fence].join("\n");
}

/** Parts with a blank line between them, without the empty ones. */
export function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

/** An address that can be one; undefined for anything else. */
export function urlOf(address: string | null | undefined): string | undefined {
  const text = clean(address);
  return URL.canParse(text) && /^https?:/i.test(text) ? text : undefined;
}

/** A time as ISO 8601; undefined for none, and for one no calendar has. */
export function timeOf(milliseconds: number | null | undefined): string | undefined {
  if (milliseconds == null) return undefined;
  const date = new Date(milliseconds);
  // Years beyond 9999 are written with a sign, which no schema takes.
  return milliseconds >= 0 && date.getTime() <= 253_402_300_799_999 ? date.toISOString() : undefined;
}

/** A length of time for people: `48 s`, `3 min 5 s`. */
export function durationOf(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const rest = seconds % 60;
  return `${Math.floor(seconds / 60)} min${rest === 0 ? "" : ` ${rest} s`}`;
}
