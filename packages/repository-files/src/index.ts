export { ATTRIBUTES_FILE, type GeneratedRule } from "./attributes-file.ts";
export { type FileContent, readFileContent } from "./file-content.ts";
export { DEFAULT_MAX_FILE_BYTES, type FileOptions, globListSchema, maxFileBytesSchema } from "./file-options.ts";
export { type FileRules, fingerprint, type MadeFileRules, makeFileRules, RULES_VERSION } from "./file-rules.ts";
export { SETTINGS_FILE, type SettingsFile } from "./settings-file.ts";
export {
  explainSkip,
  formatVersion,
  type ListedFile,
  parseVersion,
  type Skip,
  SUBMODULE_MODE,
  skipByName,
  tooLarge,
  type Version,
} from "./skip.ts";
