import { createHash } from "node:crypto";
import { SourceError } from "@tributary/source";
import { DEFAULT_MAX_FILE_BYTES, type GitHubSourceConfig } from "../config.ts";
import { compileGeneratedRules, parseAttributesFile } from "./attributes-file.ts";
import { compileGlob } from "./glob.ts";
import { parseSettingsFile, SETTINGS_FILE, type SettingsFile } from "./settings-file.ts";

/** Changes whenever this package would list or skip other files than before: every listing then starts over. */
const RULES_VERSION = 1;

/** Which files of a commit are listed, and which of those are skipped for their name or size. */
export interface Rules {
  /** Equal for equal rules; part of every cursor. */
  readonly fingerprint: string;
  readonly maxFileBytes: number;
  /** Whether the globs let a path in. */
  includes(path: string): boolean;
  /** What `.gitattributes` says about a path; null when nothing. */
  generated(path: string): boolean | null;
}

/**
 * The rules at a commit: the configuration's and those of the repository's own `tributary.yml`, neither of which can
 * widen the other. Takes the texts of both files, null where there is none. Throws SourceError `invalid-config` when
 * `tributary.yml` is not valid.
 */
export function makeRules(
  config: GitHubSourceConfig,
  settingsText: string | null,
  attributesText: string | null,
): Rules {
  const settings = settingsText === null ? {} : parseSettingsFile(Buffer.from(settingsText));
  const generatedRules = attributesText === null ? [] : parseAttributesFile(Buffer.from(attributesText));
  const includes = compileFilters(config, "the configuration");
  const includesHere = compileFilters(settings, SETTINGS_FILE);
  const { include, exclude, maxFileBytes } = config;
  const own = [include ?? null, exclude ?? null, maxFileBytes ?? null];
  return {
    fingerprint: fingerprint([RULES_VERSION, own, settings, generatedRules]),
    maxFileBytes: smaller(config.maxFileBytes, settings.maxFileBytes) ?? DEFAULT_MAX_FILE_BYTES,
    includes: (path) => includes(path) && includesHere(path),
    generated: compileGeneratedRules(generatedRules),
  };
}

/** A short hash of any JSON value. */
export function fingerprint(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}

function compileFilters({ include, exclude }: Pick<SettingsFile, "include" | "exclude">, place: string) {
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
