import { isAbsolute } from "node:path";
import { z } from "zod";

/** What to sync. */
export const templateSourceConfigSchema = z.strictObject({
  /** The directory that holds the notes, one `<id>.json` each; an absolute path. */
  directory: z.string().refine(isAbsolute, "`directory` must be an absolute path, such as /srv/notes."),
  /** Notes larger than this many bytes are skipped. */
  maxNoteBytes: z
    .int()
    .positive()
    .default(1024 * 1024),
});

export type TemplateSourceConfig = z.infer<typeof templateSourceConfigSchema>;

/**
 * How to sign in: a directory asks for nothing. A source that does takes an object here, for example
 * `z.strictObject({ token: z.string().min(1) })`.
 */
export const templateCredentialsSchema = z.null();

export type TemplateCredentials = z.infer<typeof templateCredentialsSchema>;
