import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { isSourceError, SourceError } from "@tributary/source";
import { extract as createExtract, type Extract, type Header } from "tar-stream";
import { type GitHubApi, toStreamFailure } from "../api/api.ts";

/** One file of an archive, in the archive's order. */
export interface ArchiveFile {
  /** Within the repository: the folder GitHub puts around everything is taken off. */
  readonly path: string;
  /** Null when it was not wanted. */
  readonly content: Buffer | null;
}

/** An archive that is being read; nothing is ever written to disk. */
export interface Archive {
  /** The next file; null at the end. Throws SourceError, and on abort the signal's reason. */
  next(signal?: AbortSignal): Promise<ArchiveFile | null>;
  close(): void;
}

/** What an archive may come to. */
export interface ArchiveBounds {
  /** Bytes of all files in the tree. */
  readonly bytes: number;
  /** Files in the tree. */
  readonly files: number;
}

/** Bytes tar adds to a file at most: its header, one for a long name, and padding; and room for folders beside. */
const OVERHEAD_PER_FILE = 8 * 512;
const OVERHEAD = 16 * 1024 * 1024;

/** Longest wait for more of an archive, in milliseconds. */
const STALL_MS = 60_000;

const WHAT = "an archive";

/**
 * Opens the archive of a commit as a stream: one API request and the download it leads to. What comes out of it is bounded
 * by what the tree says is in it, so that an archive that grows without end is refused with `invalid-response`.
 */
export async function openArchive(
  api: GitHubApi,
  commit: string,
  bounds: ArchiveBounds,
  wanted: (path: string, size: number) => boolean,
  signal?: AbortSignal,
): Promise<Archive> {
  const ended = new AbortController();
  const body = await openStream(api, commit, ended, signal);
  const extract = createExtract();
  const limit = bounds.bytes + bounds.files * OVERHEAD_PER_FILE + OVERHEAD;
  const pumping = pump(body, extract, limit);
  const entries = extract[Symbol.asyncIterator]();

  function close(): void {
    ended.abort();
    pumping.stop();
    extract.destroy();
  }

  async function advance(): Promise<ArchiveFile | null> {
    for (;;) {
      const { done, value } = await entries.next();
      if (done === true) return null;
      const path = pathOf(value);
      if (path === null) {
        await drain(value);
        continue;
      }
      if (!wanted(path, value.header.size ?? 0)) {
        await drain(value);
        return { path, content: null };
      }
      return { path, content: await collect(value) };
    }
  }

  return {
    close,
    async next(given) {
      given?.throwIfAborted();
      let stalled = false;
      const timer = setTimeout(() => {
        stalled = true;
        close();
      }, STALL_MS).unref();
      given?.addEventListener("abort", close, { once: true });
      try {
        const file = await advance();
        // A stream that was ended looks like one that is over.
        if (file === null && pumping.error() !== undefined) throw pumping.error();
        if (file === null && !pumping.isWhole()) throw new Error("The archive ended too early.");
        return file;
      } catch (error) {
        close();
        if (stalled) throw new SourceError("timeout", `GitHub stopped sending ${WHAT} of ${api.repository}.`);
        throw toArchiveFailure(pumping.error() ?? error, api, given);
      } finally {
        clearTimeout(timer);
        given?.removeEventListener("abort", close);
      }
    },
  };
}

/** Asks for the stream. The signal counts until it is there: what reads on from it has signals of its own. */
async function openStream(api: GitHubApi, commit: string, ended: AbortController, signal?: AbortSignal) {
  const stop = () => ended.abort();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    return await api.stream({
      what: `the archive of commit ${commit.slice(0, 12)}`,
      route: "GET /repos/{owner}/{repo}/tarball/{ref}",
      parameters: { ...api.place, ref: commit },
      signal: ended.signal,
      isStream: true,
    });
  } catch (error) {
    throw signal?.aborted === true ? signal.reason : error;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

/** A file of the archive as tar-stream gives it. */
type Entry = AsyncIterable<unknown> & { readonly header: Header };

/** Feeds the unpacked bytes to the reader of the archive, no faster than it takes them. */
function pump(body: ReadableStream<Uint8Array>, extract: Extract, limit: number) {
  const source = Readable.from(chunksOf(body), { objectMode: false });
  const unpacked = createGunzip();
  let error: unknown;
  let whole = false;
  const fail = (reason: unknown) => {
    error ??= reason;
    unpacked.destroy();
    extract.destroy(reason instanceof Error ? reason : new Error(String(reason)));
  };
  source.on("error", fail);
  // An abort of the request is known to whoever aborted it.
  extract.on("error", () => {});
  source.pipe(unpacked);

  async function run(): Promise<void> {
    let bytes = 0;
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > limit) {
        throw new SourceError("invalid-response", "GitHub's archive unpacks to far more than the repository holds.");
      }
      if (!extract.write(chunk)) await drained(extract);
      if (extract.destroyed) return;
    }
    whole = true;
    extract.end(undefined);
  }

  run().catch(fail);
  return {
    error: () => error,
    isWhole: () => whole,
    stop() {
      source.destroy();
      unpacked.destroy();
    },
  };
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

async function drained(extract: Extract): Promise<void> {
  await new Promise<void>((resolve) => {
    const go = () => {
      extract.off("drain", go);
      extract.off("close", go);
      resolve();
    };
    extract.on("drain", go);
    extract.on("close", go);
  });
}

/** The path of a regular file; null for everything else, links and names that lead out of the archive included. */
function pathOf({ header }: Entry): string | null {
  if (header.type !== "file" && header.type !== "contiguous-file") return null;
  const path = header.name.slice(header.name.indexOf("/") + 1);
  const isPlain = path !== "" && !path.includes("\0") && header.name.includes("/") && !header.name.startsWith("/");
  return isPlain && !path.split("/").some((part) => part === ".." || part === "." || part === "") ? path : null;
}

async function drain(entry: Entry): Promise<void> {
  for await (const _ of entry);
}

async function collect(entry: Entry): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of entry) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts);
}

function toArchiveFailure(error: unknown, api: GitHubApi, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted === true) return signal.reason;
  if (isSourceError(error)) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  // The data itself is wrong; what merely ends too early (Z_BUF_ERROR) may come whole the next time.
  if (code === "Z_DATA_ERROR" || (error instanceof Error && /Invalid tar header/.test(error.message))) {
    return new SourceError("invalid-response", `GitHub sent ${WHAT} of ${api.repository} that cannot be unpacked.`);
  }
  return toStreamFailure(error, WHAT, api.repository);
}
