import {
  ATTRIBUTES_FILE,
  type FileRules,
  fingerprint,
  makeFileRules,
  RULES_VERSION,
  SETTINGS_FILE,
} from "@tributary/repository-files";
import type { GitSourceConfig } from "./config.ts";
import type { Session } from "./session.ts";

/** Which files of a commit are listed, and which of those are skipped; `includes` takes the displayed path. */
export interface Rules extends FileRules {
  /** Equal for equal rules; part of every cursor. */
  readonly fingerprint: string;
}

/** Fingerprint of what the configuration alone decides: known without reading the repository. */
export function configFingerprint(config: GitSourceConfig, scope: string): string {
  const { include, exclude, maxFileBytes } = config;
  return fingerprint([RULES_VERSION, scope, include ?? null, exclude ?? null, maxFileBytes ?? null]);
}

/** The rules at a commit. Throws SourceError `invalid-config` when its `tributary.yml` is not valid. */
export async function readRules(
  { objects, config, scope }: Pick<Session, "config" | "objects" | "scope">,
  commit: string,
  signal?: AbortSignal,
): Promise<Rules> {
  const contents = [SETTINGS_FILE, ATTRIBUTES_FILE].map(async (name) => {
    const object = await objects.read(`${commit}:${name}`, signal);
    return object?.type === "blob" ? object.content : null;
  });
  const [settingsFile = null, attributesFile = null] = await Promise.all(contents);
  const { rules, settings, generatedRules } = makeFileRules(config, settingsFile, attributesFile);
  return { ...rules, fingerprint: fingerprint([configFingerprint(config, scope), settings, generatedRules]) };
}
