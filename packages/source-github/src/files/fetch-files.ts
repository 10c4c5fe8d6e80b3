import { explainSkip, parseVersion, tooLarge } from "@tributary/repository-files";
import { type FetchResult, isSourceError, SourceError } from "@tributary/source";
import type { DocumentReference } from "@tributary/validation";
import { z } from "zod";
import type { GitHubApi } from "../api/api.ts";
import { blobName, toFileDocument } from "./file-document.ts";
import { type FileLocator, readFileLocator } from "./file-reference.ts";
import { BLOBS_PER_QUERY } from "./strategy.ts";

/** Files larger than this are read as raw bytes at once, in bytes: GraphQL cuts texts of some hundred kilobytes. */
const QUERY_FILE_MAX_BYTES = 256 * 1024;

/** Most bytes of text asked for in one query, by the sizes known: it has to be answered within ten seconds. */
const QUERY_MAX_BYTES = 4 * 1024 * 1024;

/** Raw blobs read at once. */
const RAW_AT_ONCE = 8;

/** Largest blob read when the reference does not say how large it may be, in bytes. */
const BLOB_MAX_BYTES = 64 * 1024 * 1024;

interface WantedFile {
  readonly reference: DocumentReference;
  readonly locator: FileLocator;
  readonly sha: string;
}

/** What documents say about their repository. */
interface Place {
  readonly repository: string;
  readonly url: string;
}

const placeSchema = z.looseObject({ databaseId: z.number(), nameWithOwner: z.string(), url: z.string() });
const blobSchema = z
  .object({ text: z.string().nullish(), isTruncated: z.boolean().optional(), byteSize: z.number().optional() })
  .nullish();

/**
 * Fetches files by the names of their contents: one GraphQL query for up to fifty, and one request each for those that are
 * large, cut short, binary or not UTF-8.
 */
export async function* fetchFiles(
  api: GitHubApi,
  repositoryId: number,
  references: readonly DocumentReference[],
  signal?: AbortSignal,
): AsyncGenerator<FetchResult> {
  const wanted: WantedFile[] = [];
  for (const reference of references) {
    const settled = settle(repositoryId, reference);
    if ("type" in settled) yield settled;
    else wanted.push(settled);
  }
  for (const batch of batchesOf(wanted)) yield* fetchBatch(api, repositoryId, batch, signal);
}

/** The result where nothing has to be asked; what to ask otherwise. */
function settle(repositoryId: number, reference: DocumentReference): FetchResult | WantedFile {
  const { id, version, size } = reference;
  const locator = readFileLocator(repositoryId, reference);
  const parsed = parseVersion(version);
  if (locator === null || parsed === null) return { type: "gone", id };
  if (parsed.skip !== null) {
    return { type: "skipped", id, version, reason: parsed.skip, message: explainSkip(parsed, locator.path, size) };
  }
  if (locator.skip !== null) return { type: "skipped", id, version, ...locator.skip };
  return { reference, locator, sha: parsed.sha };
}

function batchesOf(wanted: readonly WantedFile[]): WantedFile[][] {
  const batches: WantedFile[][] = [];
  let batch: WantedFile[] = [];
  let bytes = 0;
  for (const file of wanted) {
    const size = isLarge(file) ? 0 : (file.reference.size ?? 0);
    if (batch.length >= BLOBS_PER_QUERY || (batch.length > 0 && bytes + size > QUERY_MAX_BYTES)) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(file);
    bytes += size;
  }
  return batch.length > 0 ? [...batches, batch] : batches;
}

function isLarge({ reference }: WantedFile): boolean {
  return (reference.size ?? 0) > QUERY_FILE_MAX_BYTES;
}

async function* fetchBatch(
  api: GitHubApi,
  repositoryId: number,
  batch: readonly WantedFile[],
  signal?: AbortSignal,
): AsyncGenerator<FetchResult> {
  const { place, contents } = await queryBlobs(api, repositoryId, batch, signal);
  const raw: WantedFile[] = [];
  for (const file of batch) {
    const content = contents.get(file.sha);
    if (content === null) yield { type: "gone", id: file.reference.id };
    else if (content === undefined) raw.push(file);
    else yield toResult(file, content, place);
  }
  for (let start = 0; start < raw.length; start += RAW_AT_ONCE) {
    signal?.throwIfAborted();
    const part = raw.slice(start, start + RAW_AT_ONCE);
    yield* await Promise.all(part.map(async (file) => await fetchRaw(api, file, place, signal)));
  }
}

/** Contents by name: null where there is none such, absent where the bytes themselves have to be read. */
async function queryBlobs(
  api: GitHubApi,
  repositoryId: number,
  batch: readonly WantedFile[],
  signal?: AbortSignal,
): Promise<{ readonly place: Place; readonly contents: ReadonlyMap<string, Buffer | null> }> {
  const shas = [...new Set(batch.filter((file) => !isLarge(file)).map(({ sha }) => sha))];
  const types = ["$owner: String!", "$name: String!", ...shas.map((_, index) => `$s${index}: GitObjectID!`)];
  const blobs = shas.map(
    (_, index) => `b${index}: object(oid: $s${index}) { ... on Blob { byteSize isTruncated text } }`,
  );
  const query = `query Blobs(${types.join(", ")}) {
 repository(owner: $owner, name: $name) { databaseId nameWithOwner url ${blobs.join("\n  ")} } }`;
  const named = Object.fromEntries(shas.map((sha, index) => [`s${index}`, sha]));
  const variables = { owner: api.place.owner, name: api.place.repo, ...named };
  const { data } = await api.graphql(query, variables, "files", signal);
  const answer = z.object({ repository: placeSchema }).safeParse(data);
  if (!answer.success) {
    throw new SourceError("not-found", `GitHub knows no repository ${api.repository} these credentials may see.`);
  }
  const { repository } = answer.data;
  const contents = new Map<string, Buffer | null>();
  const place = { repository: repository.nameWithOwner, url: repository.url };
  if (repository.databaseId !== repositoryId) {
    // Another repository took the name: nothing of the old one is here.
    return { place, contents: new Map(batch.map(({ sha }) => [sha, null])) };
  }
  for (const [index, sha] of shas.entries()) {
    const blob = blobSchema.safeParse(repository[`b${index}`]);
    if (!blob.success) throw new SourceError("invalid-response", `GitHub's answer about files is not as documented.`);
    if (blob.data === null || blob.data === undefined) contents.set(sha, null);
    if (typeof blob.data?.text !== "string" || blob.data.isTruncated !== false) continue;
    const content = Buffer.from(blob.data.text);
    // Text that was converted on its way has another name.
    if (blobName(content, sha) === sha) contents.set(sha, content);
  }
  return { place, contents };
}

async function fetchRaw(api: GitHubApi, file: WantedFile, place: Place, signal?: AbortSignal): Promise<FetchResult> {
  const { id, version, size } = file.reference;
  const what = `the file ${file.locator.path.slice(0, 200).replace(/\p{Cc}/gu, "?")}`;
  try {
    const limit = size ?? BLOB_MAX_BYTES;
    const question = {
      what,
      route: "GET /repos/{owner}/{repo}/git/blobs/{file_sha}",
      parameters: { ...api.place, file_sha: file.sha },
      headers: { accept: "application/vnd.github.raw+json" },
      signal,
    };
    const content = await api.bytes(question, limit);
    if (content === null && size === undefined) {
      return { type: "skipped", id, version, reason: "too-large", message: tooLarge(limit + 1, limit) };
    }
    if (content !== null && content.length < limit && size !== undefined) {
      const error = new SourceError("unavailable", `GitHub's answer with ${what} of ${api.repository} broke off.`);
      return { type: "failed", id, error };
    }
    if (content === null || blobName(content, file.sha) !== file.sha) {
      const error = new SourceError("invalid-response", `What GitHub sent as ${what} of ${api.repository} is not it.`);
      return { type: "failed", id, error };
    }
    return toResult(file, content, place);
  } catch (error) {
    if (isSourceError(error) && error.code === "not-found") return { type: "gone", id };
    if (isSourceError(error) && error.code === "invalid-response") return { type: "failed", id, error };
    throw error;
  }
}

function toResult({ reference, locator }: WantedFile, content: Buffer, place: Place): FetchResult {
  const { id, version } = reference;
  const { path, commit } = locator;
  const document = toFileDocument({ id, version, path, commit, ...place }, content);
  return "reason" in document ? { type: "skipped", id, version, ...document } : { type: "document", document };
}
