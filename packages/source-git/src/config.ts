import { globListSchema, maxFileBytesSchema } from "@tributary/repository-files";
import { z } from "zod";

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
