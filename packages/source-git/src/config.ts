import { z } from "zod";

/** Largest file indexed unless told otherwise, in bytes: larger ones are data, rarely text anybody reads. */
export const DEFAULT_MAX_FILE_BYTES = 1024 * 1024;

/** Largest value of `maxFileBytes`, in bytes: a file is held in memory whole, as bytes and as text. */
const MAX_FILE_BYTES_LIMIT = 64 * 1024 * 1024;

/** Most globs in one list, and most characters in one glob. */
const GLOBS_MAX = 200;
const GLOB_MAX_LENGTH = 500;

/** A list of globs, each as in .gitignore but for negation. */
export const globListSchema = z
  .array(
    z
      .string()
      .min(1, "a glob must not be empty")
      .max(GLOB_MAX_LENGTH, `a glob has at most ${GLOB_MAX_LENGTH} characters`)
      .refine((glob) => !glob.startsWith("!"), 'a glob must not start with "!": list it under the other key instead')
      .refine((glob) => /[^/]/.test(glob), "a glob must name something"),
  )
  .max(GLOBS_MAX, `at most ${GLOBS_MAX} globs`);

/** A file size in bytes. */
export const maxFileBytesSchema = z.number().int().min(1).max(MAX_FILE_BYTES_LIMIT);

/** What to sync of which repository. */
export const gitSourceConfigSchema = z.strictObject({
  /** Folder of the clone, or any folder inside it; a relative path starts at the process's working directory. */
  path: z
    .string()
    .min(1)
    .refine((path) => !path.includes("\0"), "a path has no NUL in it"),
  /** Only files one of these globs matches; every file when absent. */
  include: globListSchema.optional(),
  /** No file one of these globs matches. */
  exclude: globListSchema.optional(),
  /** Larger files are skipped, in bytes; 1 MiB when absent. */
  maxFileBytes: maxFileBytesSchema.optional(),
  /** Whether to read each file's last author and time from the history; true when absent. */
  history: z.boolean().optional(),
  /** The middle part of document ids; a hash of the repository's place when absent. */
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, "id has 1 to 64 of a-z 0-9 . _ - and starts with a letter or digit")
    .optional(),
});
export type GitSourceConfig = z.infer<typeof gitSourceConfigSchema>;
