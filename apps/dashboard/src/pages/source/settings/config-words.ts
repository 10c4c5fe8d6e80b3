import type { FormField } from "../../../components/schema-form/form-schema.ts";

/** What a setting of a source is, in words, and whether somebody chose it. */
export interface SettingWords {
  readonly value: string;
  readonly chosen: boolean;
}

/** A value of a source's configuration as a person reads it; what was left out says what holds then. */
export function settingWords(field: FormField, value: unknown): SettingWords {
  const preset = field.preset;
  const chosen = value !== undefined && value !== null && value !== preset;
  const shown = value ?? preset;
  if (typeof shown === "boolean") return { value: shown ? "Yes" : "No", chosen };
  if (typeof shown === "number") return { value: shown.toLocaleString("en"), chosen };
  if (Array.isArray(shown)) return { value: shown.map(String).join(", "), chosen };
  if (typeof shown === "string" && shown !== "") return { value: shown, chosen };
  if (shown === null || shown === undefined) return { value: "Not set", chosen: false };
  return { value: JSON.stringify(shown), chosen };
}
