import { globListSchema, maxFileBytesSchema } from "@tributary/repository-files";
import { z } from "zod";

/** Most commits of the default branch that can be asked for: each costs one request. */
const COMMITS_LIMIT = 5_000;

const baseUrlSchema = z
  .url({ protocol: /^https?$/, error: "baseUrl is an address such as https://github.example.com/api/v3" })
  .refine((url) => new URL(url).username === "" && new URL(url).password === "", "baseUrl must not carry credentials")
  .transform((url) => url.replace(/\/+$/, ""));

/** What to sync of which repository. */
export const githubSourceConfigSchema = z.strictObject({
  /** `owner/name`. */
  repository: z
    .string()
    .regex(
      /^[A-Za-z0-9_-]{1,100}\/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/,
      "repository is owner/name, such as octocat/hello",
    ),
  /** Address of the REST API; `https://api.github.com` when absent, `https://<host>/api/v3` on an enterprise server. */
  baseUrl: baseUrlSchema.optional(),
  /** The branch whose files are read; the default branch when absent. */
  branch: z.string().min(1).max(255).optional(),
  /** Whether to read the branch's files; true when absent. */
  files: z.boolean().optional(),
  /** Only files one of these globs matches; every file when absent. */
  include: globListSchema.optional(),
  /** No file one of these globs matches. */
  exclude: globListSchema.optional(),
  /** Larger files are skipped, in bytes; 1 MiB when absent. */
  maxFileBytes: maxFileBytesSchema.optional(),
  /** Whether to read issues; true when absent. */
  issues: z.boolean().optional(),
  /** Whether to read pull requests; true when absent. */
  pullRequests: z.boolean().optional(),
  /** Whether to read discussions; true when absent. */
  discussions: z.boolean().optional(),
  /** Whether to read release notes; true when absent. */
  releases: z.boolean().optional(),
  /** How many of the branch's newest commits to read, each with the files it touched; none when absent. */
  commits: z.number().int().min(0).max(COMMITS_LIMIT).optional(),
});
export type GitHubSourceConfig = z.infer<typeof githubSourceConfigSchema>;

/** Where GitHub's REST API is when the configuration does not say. */
export const GITHUB_API_URL = "https://api.github.com";

/** Splits `owner/name`. */
export function splitRepository(repository: string): { readonly owner: string; readonly name: string } {
  const [owner = "", name = ""] = repository.split("/");
  return { owner, name };
}
