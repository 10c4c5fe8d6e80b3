import { z } from "zod";

/** Largest file indexed unless told otherwise, in bytes: larger ones are data, rarely text anybody reads. */
export const DEFAULT_MAX_FILE_BYTES = 1024 * 1024;

/**
 * Largest value of `maxFileBytes`, in bytes: a file is held in memory whole, as bytes and as text. GitHub itself gives
 * blobs of up to 100 MB (docs.github.com/rest/git/blobs).
 */
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

/** Which files a source reads, as its configuration says. */
export interface FileOptions {
  /** Only files one of these globs matches; every file when absent. */
  readonly include?: readonly string[] | undefined;
  /** No file one of these globs matches. */
  readonly exclude?: readonly string[] | undefined;
  /** Larger files are skipped, in bytes; 1 MiB when absent. */
  readonly maxFileBytes?: number | undefined;
}
