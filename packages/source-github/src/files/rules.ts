import { type FileRules, fingerprint, makeFileRules, RULES_VERSION } from "@tributary/repository-files";
import type { GitHubSourceConfig } from "../config.ts";

/** Which files of a commit are listed, and which of those are skipped. */
export interface Rules extends FileRules {
  /** Equal for equal rules; part of every cursor. */
  readonly fingerprint: string;
}

/**
 * The rules at a commit. Takes the texts of `tributary.yml` and `.gitattributes`, null where there is none. Throws
 * SourceError `invalid-config` when `tributary.yml` is not valid.
 */
export function makeRules(
  config: GitHubSourceConfig,
  settingsText: string | null,
  attributesText: string | null,
): Rules {
  const { rules, settings, generatedRules } = makeFileRules(config, toBytes(settingsText), toBytes(attributesText));
  const { include, exclude, maxFileBytes } = config;
  const own = [include ?? null, exclude ?? null, maxFileBytes ?? null];
  return { ...rules, fingerprint: fingerprint([RULES_VERSION, own, settings, generatedRules]) };
}

function toBytes(text: string | null): Buffer | null {
  return text === null ? null : Buffer.from(text);
}
