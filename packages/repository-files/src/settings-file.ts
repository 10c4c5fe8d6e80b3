import { SourceError } from "@tributary/source";
import { isNode, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { globListSchema, maxFileBytesSchema } from "./file-options.ts";

/** Name of the settings file at a repository's root. */
export const SETTINGS_FILE = "tributary.yml";

/** Largest settings file, in bytes. */
const SETTINGS_FILE_MAX_BYTES = 64 * 1024;

const settingsFileSchema = z.strictObject({
  include: globListSchema.optional(),
  exclude: globListSchema.optional(),
  maxFileBytes: maxFileBytesSchema.optional(),
});

/** What a repository says about itself in its `tributary.yml`. */
export type SettingsFile = z.infer<typeof settingsFileSchema>;

/** Reads a `tributary.yml`; throws SourceError `invalid-config` with the line, the key and what to do. */
export function parseSettingsFile(content: Buffer): SettingsFile {
  if (content.length > SETTINGS_FILE_MAX_BYTES) {
    throw invalid(`it has ${content.length} bytes, the limit is ${SETTINGS_FILE_MAX_BYTES}`);
  }
  const lines = new LineCounter();
  const document = parseDocument(content.toString("utf8"), { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) throw invalid(`it is no valid YAML: ${error.message}`, lines.linePos(error.pos[0]).line);
  const value: unknown = toValue(() => document.toJS({ maxAliasCount: 10 }));
  const result = settingsFileSchema.safeParse(value ?? {});
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path ?? [];
  const key = issue?.code === "unrecognized_keys" ? issue.keys[0] : path[0];
  const node = path.length > 0 ? document.getIn(path, true) : undefined;
  const offset = isNode(node) ? node.range?.[0] : undefined;
  const problem =
    issue?.code === "unrecognized_keys"
      ? `there is no setting "${String(key)}" (there are include, exclude and maxFileBytes)`
      : `${key === undefined ? "it" : String(key)}: ${issue?.message ?? "it is not valid"}`;
  throw invalid(problem, offset === undefined ? undefined : lines.linePos(offset).line);
}

function toValue(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    throw invalid("it repeats itself through too many aliases");
  }
}

function invalid(problem: string, line?: number): SourceError {
  const place = line === undefined ? SETTINGS_FILE : `${SETTINGS_FILE}, line ${line}`;
  return new SourceError("invalid-config", `${place}: ${problem}. Correct the file and commit it.`);
}
