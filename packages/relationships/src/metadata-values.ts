import type { JsonValue } from "@tributary/validation";

/** A text of the metadata; empty for anything else. */
export function textOf(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The texts of a list of the metadata; one text is a list of one. */
export function listOf(value: JsonValue | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === "string") : [];
}
