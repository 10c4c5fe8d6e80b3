import { ATTRIBUTES_FILE, SETTINGS_FILE } from "@tributary/repository-files";
import { SourceError } from "@tributary/source";
import { z } from "zod";
import type { GitHubApi } from "../api/api.ts";
import type { GitHubSourceConfig } from "../config.ts";
import { makeRules, type Rules } from "../files/rules.ts";

/** The fields of a commit that its rules are made of. */
export const HEAD_FIELDS = `oid tree { oid }
  settings: file(path: "${SETTINGS_FILE}") { object { ... on Blob { text isTruncated } } }
  attributes: file(path: "${ATTRIBUTES_FILE}") { object { ... on Blob { text isTruncated } } }`;

const blobSchema = z
  .object({ object: z.object({ text: z.string().nullish(), isTruncated: z.boolean().optional() }).nullish() })
  .nullish();

/** A commit with the texts its rules are made of. */
export const headSchema = z.object({
  oid: z.string(),
  tree: z.object({ oid: z.string() }),
  settings: blobSchema,
  attributes: blobSchema,
});
export type Head = z.infer<typeof headSchema>;

/** Which commit to read: the configured branch's newest, or one by name. */
export type At = { readonly commit: string } | { readonly branch: string | null };

/** The field that gives a commit, under the alias `head`. */
export function headField(
  at: At,
  fields: string,
): { readonly text: string; readonly variables: object; readonly types: string } {
  const selection = `... on Commit { ${fields} }`;
  if ("commit" in at) {
    const text = `head: object(oid: $commit) { __typename ${selection} }`;
    return { text, variables: { commit: at.commit }, types: "$commit: GitObjectID!" };
  }
  if (at.branch === null) {
    return { text: `head: defaultBranchRef { name target { ${selection} } }`, variables: {}, types: "" };
  }
  const text = `head: ref(qualifiedName: $branch) { name target { ${selection} } }`;
  return { text, variables: { branch: `refs/heads/${at.branch}` }, types: "$branch: String!" };
}

/** The rules at a commit. */
export function rulesAt(config: GitHubSourceConfig, head: Head): Rules {
  return makeRules(config, textOf(head.settings), textOf(head.attributes));
}

/** Unwraps what `headField` gave; null when the repository is empty. */
export function readHead<Value>(
  api: GitHubApi,
  config: GitHubSourceConfig,
  at: At,
  value: unknown,
  schema: z.ZodType<Value>,
): Value | null {
  if (value === null || value === undefined) {
    if ("commit" in at) {
      throw new SourceError(
        "cursor-expired",
        `The commit ${at.commit.slice(0, 12)} is no longer in ${api.repository}: start a full sync.`,
      );
    }
    if (at.branch === null) return null;
    throw new SourceError("not-found", `There is no branch ${config.branch} in ${api.repository}: correct \`branch\`.`);
  }
  const commit = "commit" in at ? value : (value as { readonly target?: unknown }).target;
  const parsed = schema.safeParse(commit);
  if (!parsed.success) {
    throw new SourceError(
      "invalid-response",
      `GitHub's answer about the branch of ${api.repository} is not as documented.`,
    );
  }
  return parsed.data;
}

function textOf(file: Head["settings"]): string | null {
  return file?.object?.text ?? null;
}
