import { globListSchema, maxFileBytesSchema } from "@tributary/repository-files";
import { apiAddressSchema } from "@tributary/source";
import { z } from "zod";

/** Most commits of the default branch that can be asked for: each costs one request. */
const COMMITS_LIMIT = 5_000;

const baseUrlSchema = apiAddressSchema("baseUrl", "https://github.example.com/api/v3").transform((url) =>
  url.replace(/\/+$/, ""),
);

/** What to sync of which repository. */
export const githubSourceConfigSchema = z.strictObject({
  repository: z
    .string()
    .regex(
      /^[A-Za-z0-9_-]{1,100}\/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/,
      "repository is owner/name, such as octocat/hello",
    )
    .meta({
      title: "Repository",
      description: "Its owner and its name with a slash between, as in the address of its page on GitHub.",
      examples: ["octocat/hello"],
    }),
  files: z.boolean().optional().meta({
    title: "Files",
    description: "Whether the branch's files are read.",
    default: true,
  }),
  issues: z.boolean().optional().meta({
    title: "Issues",
    description: "Whether issues are read, with every comment.",
    default: true,
  }),
  pullRequests: z.boolean().optional().meta({
    title: "Pull requests",
    description: "Whether pull requests are read, with their reviews and review threads.",
    default: true,
  }),
  discussions: z.boolean().optional().meta({
    title: "Discussions",
    description: "Whether discussions are read, with their answers.",
    default: true,
  }),
  releases: z.boolean().optional().meta({
    title: "Releases",
    description: "Whether release notes are read.",
    default: true,
  }),
  commits: z.number().int().min(0).max(COMMITS_LIMIT).optional().meta({
    title: "Commits",
    description:
      "How many of the branch's newest commits are read, each with the files it touched and at the cost of one request.",
    default: 0,
    advanced: true,
  }),
  branch: z
    .string()
    .min(1)
    .max(255)
    .optional()
    .meta({
      title: "Branch",
      description: "The branch whose files and commits are read; the repository's default branch when left out.",
      examples: ["main"],
      advanced: true,
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
  baseUrl: baseUrlSchema.optional().meta({
    title: "Address of the API",
    description: "On an enterprise server, such as https://github.example.com/api/v3; GitHub.com's when left out.",
    advanced: true,
  }),
});
export type GitHubSourceConfig = z.infer<typeof githubSourceConfigSchema>;

/** Where GitHub's REST API is when the configuration does not say. */
export const GITHUB_API_URL = "https://api.github.com";

/** Splits `owner/name`. */
export function splitRepository(repository: string): { readonly owner: string; readonly name: string } {
  const [owner = "", name = ""] = repository.split("/");
  return { owner, name };
}
