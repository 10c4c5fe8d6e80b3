import { globListSchema, maxFileBytesSchema } from "@tributary/repository-files";
import { z } from "zod";

/** What to sync of which repository. */
export const gitSourceConfigSchema = z.strictObject({
  path: z
    .string()
    .min(1)
    .refine((path) => !path.includes("\0"), "a path has no NUL in it")
    .meta({
      title: "Folder",
      description:
        "Folder of the clone on the machine that runs the server, or any folder inside it. A relative path starts where the server was started.",
      examples: ["/home/ada/projects/website"],
    }),
  include: globListSchema.optional().meta({
    title: "Only these files",
    description: "Globs as in .gitignore; only files one of them matches are read. Every file when left out.",
    examples: [["docs", "*.md"]],
    advanced: true,
  }),
  exclude: globListSchema.optional().meta({
    title: "Not these files",
    description: "Globs as in .gitignore; no file one of them matches is read. None is left out unless named.",
    examples: [["vendor", "*.min.js"]],
    advanced: true,
  }),
  maxFileBytes: maxFileBytesSchema.optional().meta({
    title: "Largest file",
    description: "Larger files are skipped, in bytes; 1 MiB when left out.",
    default: 1_048_576,
    advanced: true,
  }),
  history: z.boolean().optional().meta({
    title: "Authors and times",
    description: "Whether each file's last author and time are read from the history.",
    default: true,
    advanced: true,
  }),
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, "id has 1 to 64 of a-z 0-9 . _ - and starts with a letter or digit")
    .optional()
    .meta({
      title: "Name in ids",
      description: "The middle part of document ids; a hash of the repository's place when left out.",
      examples: ["website"],
      advanced: true,
    }),
});
export type GitSourceConfig = z.infer<typeof gitSourceConfigSchema>;
