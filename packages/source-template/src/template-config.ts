import { isAbsolute } from "node:path";
import type { SourceAbout } from "@tributary/source";
import { z } from "zod";

/** What a person who connects a directory reads first. A source with credentials or webhooks lists the steps for them. */
export const templateAbout: SourceAbout = {
  summary: "The notes in a directory on this machine, one JSON file each.",
  signIn: [],
};

/** What to sync. A form is made from it: each field says in its `meta` what it is and what holds when it is left out. */
export const templateSourceConfigSchema = z.strictObject({
  directory: z
    .string()
    .refine(isAbsolute, "`directory` must be an absolute path, such as /srv/notes.")
    .meta({
      title: "Directory",
      description: "The directory that holds the notes, one `<id>.json` each; an absolute path.",
      examples: ["/srv/notes"],
    }),
  maxNoteBytes: z
    .int()
    .positive()
    .default(1024 * 1024)
    .meta({
      title: "Largest note",
      description: "Larger notes are skipped, in bytes; 1 MiB when left out.",
      advanced: true,
    }),
});

export type TemplateSourceConfig = z.infer<typeof templateSourceConfigSchema>;

/**
 * How to sign in: a directory asks for nothing. A source that does takes an object here, for example
 * `z.strictObject({ token: tokenSchema.meta({ title: "Token", description: "…", writeOnly: true }) })`, with the steps to
 * get one in `templateAbout.signIn`.
 */
export const templateCredentialsSchema = z.null();

export type TemplateCredentials = z.infer<typeof templateCredentialsSchema>;
