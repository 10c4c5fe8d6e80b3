import { createHash } from "node:crypto";
import { SourceError } from "@tributary/source";
import { ATTRIBUTES_FILE, compileGeneratedRules, parseAttributesFile } from "./attributes-file.ts";
import { DEFAULT_MAX_FILE_BYTES, type GitSourceConfig } from "./config.ts";
import { compileGlob } from "./glob.ts";
import type { Session } from "./session.ts";
import { parseSettingsFile, SETTINGS_FILE, type SettingsFile } from "./settings-file.ts";

/** Changes whenever this package would list or skip other files than before: every listing then starts over. */
const RULES_VERSION = 1;

/** Which files of a commit are listed, and which of those are skipped for their name or size. */
export interface Rules {
  /** Equal for equal rules; part of every cursor. */
  readonly fingerprint: string;
  readonly maxFileBytes: number;
  /** Whether the globs let a path in; takes the displayed path. */
  includes(path: string): boolean;
  /** What `.gitattributes` says about a path; null when nothing. */
  generated(path: string): boolean | null;
}

/** Fingerprint of what the configuration alone decides: known without reading the repository. */
export function configFingerprint(config: GitSourceConfig, scope: string): string {
  const { include, exclude, maxFileBytes } = config;
  return fingerprint([RULES_VERSION, scope, include ?? null, exclude ?? null, maxFileBytes ?? null]);
}

/**
 * The rules at a commit: the configuration's and those of the repository's own `tributary.yml`, neither of which can
 * widen the other. Throws SourceError `invalid-config` when that file is not valid.
 */
export async function readRules(
  { objects, config, scope }: Pick<Session, "config" | "objects" | "scope">,
  commit: string,
  signal?: AbortSignal,
): Promise<Rules> {
  const [settingsFile, attributesFile] = await Promise.all([
    objects.read(`${commit}:${SETTINGS_FILE}`, signal),
    objects.read(`${commit}:${ATTRIBUTES_FILE}`, signal),
  ]);
  const settings = settingsFile?.type === "blob" ? parseSettingsFile(settingsFile.content) : {};
  const generatedRules = attributesFile?.type === "blob" ? parseAttributesFile(attributesFile.content) : [];
  const includes = compileFilters(config, "the configuration");
  const includesHere = compileFilters(settings, SETTINGS_FILE);
  return {
    fingerprint: fingerprint([configFingerprint(config, scope), settings, generatedRules]),
    maxFileBytes: smaller(config.maxFileBytes, settings.maxFileBytes) ?? DEFAULT_MAX_FILE_BYTES,
    includes: (path) => includes(path) && includesHere(path),
    generated: compileGeneratedRules(generatedRules),
  };
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

function fingerprint(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}
