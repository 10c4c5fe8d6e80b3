import { createHash } from "node:crypto";
import { SourceError } from "@tributary/source";
import { compileGeneratedRules, type GeneratedRule, parseAttributesFile } from "./attributes-file.ts";
import { DEFAULT_MAX_FILE_BYTES, type FileOptions } from "./file-options.ts";
import { compileGlob } from "./glob.ts";
import { parseSettingsFile, SETTINGS_FILE, type SettingsFile } from "./settings-file.ts";

/** Changes whenever this package would list or skip other files than before: every listing then starts over. */
export const RULES_VERSION = 1;

/** Which files of a commit are listed, and which of those are skipped for their name or size. */
export interface FileRules {
  readonly maxFileBytes: number;
  /** Whether the globs let a path in; takes the path as people read it. */
  includes(path: string): boolean;
  /** What `.gitattributes` says about a path; null when nothing. */
  generated(path: string): boolean | null;
}

/** The rules at a commit, and what of the repository's own files they were made from. */
export interface MadeFileRules {
  readonly rules: FileRules;
  readonly settings: SettingsFile;
  readonly generatedRules: readonly GeneratedRule[];
}

/**
 * The rules at a commit: the configuration's and those of the repository's own `tributary.yml`, neither of which can
 * widen the other. Takes the contents of `tributary.yml` and `.gitattributes`, null where there is none. Throws
 * SourceError `invalid-config` when `tributary.yml` is not valid.
 */
export function makeFileRules(
  options: FileOptions,
  settingsFile: Buffer | null,
  attributesFile: Buffer | null,
): MadeFileRules {
  const settings = settingsFile === null ? {} : parseSettingsFile(settingsFile);
  const generatedRules = attributesFile === null ? [] : parseAttributesFile(attributesFile);
  const includes = compileFilters(options, "the configuration");
  const includesHere = compileFilters(settings, SETTINGS_FILE);
  const rules: FileRules = {
    maxFileBytes: smaller(options.maxFileBytes, settings.maxFileBytes) ?? DEFAULT_MAX_FILE_BYTES,
    includes: (path) => includes(path) && includesHere(path),
    generated: compileGeneratedRules(generatedRules),
  };
  return { rules, settings, generatedRules };
}

/** A short hash of any JSON value. */
export function fingerprint(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}

function compileFilters({ include, exclude }: FileOptions, place: string) {
  try {
    const included = include?.map((glob) => compileGlob(glob, { below: true }));
    const excluded = exclude?.map((glob) => compileGlob(glob, { below: true })) ?? [];
    return (path: string) =>
      (included === undefined || included.some((matches) => matches(path))) &&
      !excluded.some((matches) => matches(path));
  } catch (error) {
    if (error instanceof RangeError) throw new SourceError("invalid-config", `In ${place}, ${error.message}.`);
    throw error;
  }
}

function smaller(first: number | undefined, second: number | undefined): number | undefined {
  return first === undefined || second === undefined ? (first ?? second) : Math.min(first, second);
}
