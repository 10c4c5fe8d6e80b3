import { z } from "zod";

/** Largest file indexed unless told otherwise, in bytes: larger ones are data, rarely text anybody reads. */
export const DEFAULT_MAX_FILE_BYTES = 1024 * 1024;

/**
 * Largest value of `maxFileBytes`, in bytes: a file is held in memory whole, as bytes and as text. GitHub itself gives
 * blobs of up to 100 MB (docs.github.com/rest/git/blobs).
 */
const MAX_FILE_BYTES_LIMIT = 64 * 1024 * 1024;

/** Most commits of the default branch that can be asked for: each costs one request. */
const COMMITS_LIMIT = 5_000;

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
