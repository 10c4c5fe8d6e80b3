import { SourceError } from "@tributary/source";
import { z } from "zod";
import type { GitHubApi } from "../api/api.ts";
import type { GitHubSourceConfig } from "../config.ts";
import { type At, HEAD_FIELDS, headField, headSchema, readHead, rulesAt } from "../pull/head.ts";
import { blobName } from "./file-document.ts";
import type { Rules } from "./rules.ts";
import type { TreeEntry } from "./tree.ts";

/** Paths asked for in one query. */
export const PATHS_PER_QUERY = 100;

/** What there is at a path: nothing (null), or a file and, when it was asked for and came whole, its content. */
export interface FileAt {
  readonly entry: TreeEntry;
  readonly content: Buffer | null;
}

/** Files of one commit, with what their documents say about it. */
export interface FilesAt {
  readonly repositoryId: number;
  readonly repository: string;
  readonly url: string;
  readonly commit: string;
  readonly rules: Rules;
  readonly files: ReadonlyMap<string, FileAt | null>;
}

const entrySchema = z
  .object({
    oid: z.string(),
    mode: z.number(),
    size: z.number(),
    type: z.string(),
    object: z
      .object({ text: z.string().nullish(), isTruncated: z.boolean().optional(), byteSize: z.number().optional() })
      .nullish(),
  })
  .nullable();

/** Reads what is at some paths of a commit, and the rules there, in one query. */
export async function readFilesAt(
  api: GitHubApi,
  config: GitHubSourceConfig,
  at: At,
  paths: readonly string[],
  contents: boolean,
  signal?: AbortSignal,
): Promise<FilesAt | null> {
  const object = contents ? "object { ... on Blob { text isTruncated byteSize } }" : "";
  const aliases = paths.map((_, index) => `f${index}: file(path: $p${index}) { oid mode size type ${object} }`);
  const head = headField(at, `${HEAD_FIELDS} ${aliases.join("\n   ")}`);
  const types = ["$owner: String!", "$name: String!", head.types, ...paths.map((_, index) => `$p${index}: String!`)];
  const query = `query Files(${types.filter(Boolean).join(", ")}) {
 repository(owner: $owner, name: $name) { databaseId nameWithOwner url ${head.text} } }`;
  const variables = { owner: api.place.owner, name: api.place.repo, ...head.variables };
  const named = Object.fromEntries(paths.map((path, index) => [`p${index}`, path]));
  const { data } = await api.graphql(query, { ...variables, ...named }, "changed files", signal);
  const schema = z.object({
    repository: z
      .object({ databaseId: z.number(), nameWithOwner: z.string(), url: z.string(), head: z.unknown().optional() })
      .nullable(),
  });
  const { repository } = schema.safeParse(data).data ?? { repository: undefined };
  if (repository === null) throw new SourceError("not-found", `GitHub knows no repository ${api.repository}.`);
  if (repository === undefined) throw strange(api);
  const commit = readHead(api, config, at, repository.head, headSchema.loose());
  if (commit === null) return null;
  const files = new Map<string, FileAt | null>();
  for (const [index, path] of paths.entries()) {
    const entry = entrySchema.safeParse(commit[`f${index}`]);
    if (!entry.success) throw strange(api);
    files.set(path, toFileAt(path, entry.data));
  }
  return {
    repositoryId: repository.databaseId,
    repository: repository.nameWithOwner,
    url: repository.url,
    commit: commit.oid,
    rules: rulesAt(config, commit),
    files,
  };
}

function toFileAt(path: string, entry: z.infer<typeof entrySchema>): FileAt | null {
  // A folder in the place of a file: the file is gone.
  if (entry === null || entry.type === "tree") return null;
  const { oid: sha, object } = entry;
  const size = entry.type === "blob" ? entry.size : null;
  const content = typeof object?.text === "string" && object.isTruncated === false ? Buffer.from(object.text) : null;
  // Text that was converted on its way has another name: such a file is read as bytes.
  const isExact = content !== null && blobName(content, sha) === sha;
  return { entry: { mode: entry.mode.toString(8), sha, size, path }, content: isExact ? content : null };
}

function strange(api: GitHubApi): SourceError {
  return new SourceError("invalid-response", `GitHub's answer about files of ${api.repository} is not as documented.`);
}
