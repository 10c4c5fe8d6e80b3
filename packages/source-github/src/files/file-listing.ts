import { isSourceError, type SourceChange, type SourceLogger } from "@tributary/source";
import type { GitHubApi } from "../api/api.ts";
import { type Archive, type ArchiveFile, openArchive } from "./archive.ts";
import { blobName, toFileDocument } from "./file-document.ts";
import { fileId, toFileReference, versionOf } from "./file-reference.ts";
import type { Rules } from "./rules.ts";
import { chooseStrategy, type Strategy } from "./strategy.ts";
import { listTree, type TreeEntry } from "./tree.ts";

/** Most bytes of contents on one page: what a host holds in memory at once. */
const PAGE_BYTES = 24 * 1024 * 1024;

/** How long an archive waits half-read for the next page, in milliseconds. */
const ARCHIVE_WAIT_MS = 45_000;

/** What is listed, and for whom. */
export interface FileListingRequest {
  readonly repositoryId: number;
  /** `owner/name` as GitHub writes it, and its address for people. */
  readonly repository: string;
  readonly url: string;
  readonly commit: string;
  /** Name of the commit's tree. */
  readonly tree: string;
  readonly rules: Rules;
  /** Whether contents may come with the listing. */
  readonly contents: boolean;
}

/** One page of a listing of files. */
export interface FilePage {
  readonly changes: readonly SourceChange[];
  /** Where the next page starts; null when there is none. */
  readonly next: number | null;
}

/** All files of a commit, held in memory (about 300 bytes a file) while their pages are read. */
export interface FileListing {
  readonly request: FileListingRequest;
  readonly total: number;
  /** Gives one page; pages asked for at the same time are made one after the other. */
  page(at: number, pageSize: number, signal?: AbortSignal): Promise<FilePage>;
  /** Ends what is open, once the pages asked for so far are made. */
  release(): void;
  /** Ends what is open at once. */
  close(): void;
}

/** Lists the files of a commit and decides how their contents are to be read. */
export async function openFileListing(
  api: GitHubApi,
  request: FileListingRequest,
  logger: SourceLogger | undefined,
  signal?: AbortSignal,
): Promise<FileListing> {
  const { repositoryId, commit, rules, url, repository } = request;
  const tree = await listTree(api, commit, request.tree, signal);
  const entries = tree.filter((entry) => rules.includes(entry.path));
  const readable = new Map<string, number>();
  let bytes = 0;
  for (const [index, entry] of entries.entries()) {
    if (versionOf(entry, rules).skip !== null) continue;
    readable.set(entry.path, index);
    bytes += entry.size ?? 0;
  }
  const treeBytes = tree.reduce((sum, entry) => sum + (entry.size ?? 0), 0);
  let strategy: Strategy = request.contents ? chooseStrategy({ files: readable.size, bytes, treeBytes }) : "blobs";

  let archive: Archive | null = null;
  /** The first file the archive has not yet been asked for, and one that was read too early. */
  let position = 0;
  let held: ArchiveFile | null = null;
  let timer: NodeJS.Timeout | undefined;

  function close(): void {
    clearTimeout(timer);
    archive?.close();
    archive = null;
    held = null;
  }

  async function openAt(at: number, given?: AbortSignal): Promise<Archive> {
    clearTimeout(timer);
    if (archive !== null && position === at) return archive;
    close();
    const wanted = (path: string, size: number) => {
      const index = readable.get(path);
      return index !== undefined && index >= at && size === entries[index]?.size;
    };
    archive = await openArchive(api, commit, { bytes: treeBytes, files: tree.length }, wanted, given);
    position = at;
    logger?.debug({ commit, from: at }, "archive opened");
    return archive;
  }

  /** Contents of the files of a page, as far as the archive has them as git does. */
  async function readPage(at: number, end: number, given?: AbortSignal): Promise<Map<number, Buffer>> {
    const contents = new Map<number, Buffer>();
    const reader = await openAt(at, given);
    for (;;) {
      const file: ArchiveFile | null = held ?? (await reader.next(given));
      held = null;
      if (file === null) break;
      const index = readable.get(file.path);
      if (index === undefined || index < at) continue;
      if (index >= end) {
        held = file;
        break;
      }
      // Archives leave out or rewrite what .gitattributes says (export-ignore, export-subst, LFS): git's name decides.
      const sha = entries[index]?.sha ?? "";
      if (file.content !== null && blobName(file.content, sha) === sha) contents.set(index, file.content);
    }
    position = end;
    if (held === null) close();
    else timer = setTimeout(close, ARCHIVE_WAIT_MS).unref();
    return contents;
  }

  async function contentsOf(at: number, end: number, given?: AbortSignal): Promise<Map<number, Buffer>> {
    if (strategy !== "archive") return new Map();
    try {
      return await readPage(at, end, given);
    } catch (error) {
      close();
      // What may pass is left to the host; what will not, or takes too long, is no reason to go without the files.
      if (!isSourceError(error) || error.code === "unauthorized") throw error;
      if (error.retryable && error.code !== "timeout") throw error;
      logger?.warn({ commit, code: error.code }, "archive not usable, files are read by name");
      strategy = "blobs";
      return new Map();
    }
  }

  function endOf(at: number, pageSize: number): number {
    let size = 0;
    let end = at;
    while (end < entries.length && end - at < pageSize) {
      const entry = entries[end];
      if (strategy === "archive" && entry !== undefined && readable.has(entry.path)) size += entry.size ?? 0;
      if (size > PAGE_BYTES && end > at) break;
      end += 1;
    }
    return end;
  }

  function toChange(entry: TreeEntry, content: Buffer | undefined): SourceChange {
    if (content === undefined)
      return { type: "reference", reference: toFileReference(repositoryId, commit, entry, rules) };
    const { path, sha } = entry;
    const place = { id: fileId(repositoryId, path), version: sha, path, repository, url, commit };
    const document = toFileDocument(place, content);
    if (!("reason" in document)) return { type: "document", document };
    return { type: "reference", reference: toFileReference(repositoryId, commit, entry, rules, document) };
  }

  async function makePage(at: number, pageSize: number, given?: AbortSignal): Promise<FilePage> {
    given?.throwIfAborted();
    const end = endOf(at, pageSize);
    const needsContents = entries.slice(at, end).some((entry) => readable.has(entry.path));
    const contents = needsContents ? await contentsOf(at, end, given) : new Map<number, Buffer>();
    const changes = entries.slice(at, end).map((entry, offset) => toChange(entry, contents.get(at + offset)));
    return { changes, next: end < entries.length ? end : null };
  }

  let last: Promise<unknown> = Promise.resolve();
  function queue<Value>(run: () => Promise<Value>): Promise<Value> {
    const next = last.then(run);
    last = next.catch(() => {});
    return next;
  }

  return {
    request,
    total: entries.length,
    page: (at, pageSize, given) => queue(() => makePage(at, pageSize, given)),
    release: () => void queue(async () => close()),
    close,
  };
}
