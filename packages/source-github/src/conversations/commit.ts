import type { FetchResult } from "@tributary/source";
import { isSourceError, SourceError } from "@tributary/source";
import { dayOf } from "@tributary/source/text";
import type { DocumentReference } from "@tributary/validation";
import { z } from "zod";
import type { GitHubApi } from "../api/api.ts";
import { cleanDocument } from "./clean-document.ts";
import { joinParts } from "./parts.ts";

/** Files of one commit GitHub names, 300 a page (docs.github.com/rest/commits/commits#get-a-commit). */
const FILES_PER_PAGE = 300;
const FILES_MAX = 3_000;

/** Most paths in the metadata; the text names them all. */
const METADATA_LIST_MAX = 300;

const personSchema = z
  .object({ name: z.string().nullish(), email: z.string().nullish(), date: z.string().nullish() })
  .nullish();
const commitSchema = z.object({
  sha: z.string(),
  html_url: z.string(),
  commit: z.object({ message: z.string(), author: personSchema, committer: personSchema }),
  parents: z.array(z.object({ sha: z.string() })),
  files: z
    .array(
      z.object({
        filename: z.string(),
        status: z.string(),
        additions: z.number(),
        deletions: z.number(),
        previous_filename: z.string().optional(),
      }),
    )
    .optional(),
});
type Commit = z.infer<typeof commitSchema>;

/** Fetches one commit with the files it touched. */
export async function fetchCommit(
  api: GitHubApi,
  reference: DocumentReference,
  sha: string,
  signal?: AbortSignal,
): Promise<FetchResult> {
  const { id } = reference;
  const what = `commit ${sha.slice(0, 12)}`;
  try {
    let commit: Commit | null = null;
    for (let page = 1; page <= FILES_MAX / FILES_PER_PAGE; page += 1) {
      const { data } = await api.json({
        what,
        route: "GET /repos/{owner}/{repo}/commits/{ref}",
        parameters: { ...api.place, ref: sha, per_page: FILES_PER_PAGE, page },
        signal,
      });
      const answer = commitSchema.safeParse(data);
      if (!answer.success) {
        throw new SourceError(
          "invalid-response",
          `GitHub's answer about ${what} of ${api.repository} is not as documented.`,
        );
      }
      const shown: Commit = answer.data;
      const before: NonNullable<Commit["files"]> = commit?.files ?? [];
      commit = { ...shown, files: [...before, ...(shown.files ?? [])] };
      if ((shown.files?.length ?? 0) < FILES_PER_PAGE) break;
    }
    if (commit === null || commit.sha !== sha) return { type: "gone", id };
    return { type: "document", document: cleanDocument(toDocument(reference, commit)) };
  } catch (error) {
    if (isSourceError(error) && error.code === "not-found") return { type: "gone", id };
    if (isSourceError(error) && error.code === "invalid-response") return { type: "failed", id, error };
    throw error;
  }
}

function toDocument({ id, version }: DocumentReference, { sha, html_url, commit, parents, files = [] }: Commit) {
  const [headline = "", ...rest] = commit.message.split("\n");
  const { author } = commit;
  const time = author?.date ?? commit.committer?.date ?? null;
  const name = author?.name ?? "";
  const repository = /^https?:\/\/[^/]+\/([^/]+\/[^/]+)\//.exec(html_url)?.[1];
  const content = joinParts([
    `# ${headline}`,
    `Commit ${sha.slice(0, 12)}${name === "" ? "" : ` by ${name}`}${time === null ? "" : `, ${dayOf(time)}`}.`,
    rest.join("\n").trim(),
    files.length > 0 ? "## Files" : null,
    files
      .map(({ filename, status, additions, deletions, previous_filename }) => {
        const from = previous_filename === undefined ? "" : `, was ${previous_filename}`;
        return `- ${filename} (${status}${from}, +${additions} −${deletions})`;
      })
      .join("\n"),
  ]);
  return {
    id,
    version,
    source: "github",
    type: "commit",
    title: headline === "" ? sha.slice(0, 12) : headline,
    content,
    format: "markdown" as const,
    url: html_url,
    ...(repository !== undefined && { repository }),
    ...(name !== "" && { author: { name, ...(author?.email && { email: author.email }) } }),
    ...(time !== null && { createdAt: time, updatedAt: time }),
    metadata: {
      sha,
      parents: parents.map((parent) => parent.sha),
      files: files.slice(0, METADATA_LIST_MAX).map(({ filename }) => filename),
    },
    ...(files.length >= FILES_MAX && { missing: [`files past the ${FILES_MAX} GitHub names of a commit`] }),
  };
}
