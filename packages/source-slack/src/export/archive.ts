import { SourceError } from "@tributary/source";
import { type Entry, openPromise, type ZipFile } from "yauzl";

/** Most files of an export: 1,000 channels of ten years have 3,650,000, and no one has written in all of them each day. */
const ENTRIES_MAX = 2_000_000;

/** Largest file read, in bytes when unpacked: a day of one channel. */
const ENTRY_MAX_BYTES = 64 * 1024 * 1024;

/** Most a file may grow when unpacked: JSON of messages grows ten to forty times. */
const RATIO_MAX = 1_000;

/** An export, open: nothing of it is ever written to disk. */
export interface Archive {
  /** Names of its files, folders with `/` between. */
  readonly names: ReadonlySet<string>;
  /** A file's JSON; undefined when there is no such file. Throws `invalid-config` for one that cannot be read. */
  read(name: string): Promise<unknown>;
  close(): void;
}

/** Opens a Slack export. Throws `invalid-config` with what is wrong when it is none. */
export async function openArchive(path: string, signal: AbortSignal | undefined): Promise<Archive> {
  signal?.throwIfAborted();
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw refused(`cannot be opened${code}: exportFile is the path of the ZIP Slack made`);
  });
  try {
    const entries = await readEntries(zip, signal);
    return {
      names: new Set(entries.keys()),
      async read(name) {
        signal?.throwIfAborted();
        const entry = entries.get(name);
        return entry === undefined ? undefined : parse(name, await readEntry(zip, entry, signal));
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

function readEntries(zip: ZipFile, signal: AbortSignal | undefined): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  return new Promise((resolve, reject) => {
    zip.on("error", () => reject(refused("is no whole ZIP archive: download it again")));
    zip.on("end", () => resolve(entries));
    zip.on("entry", (entry: Entry) => {
      if (signal?.aborted) return reject(signal.reason);
      if (entries.has(entry.fileName)) return reject(refused("holds a file twice"));
      if (entries.size >= ENTRIES_MAX) return reject(refused("holds more files than any export"));
      if (entry.fileName.endsWith(".json")) entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

async function readEntry(zip: ZipFile, entry: Entry, signal: AbortSignal | undefined): Promise<string> {
  const isBomb = entry.uncompressedSize > RATIO_MAX * Math.max(1, entry.compressedSize);
  if (entry.uncompressedSize > ENTRY_MAX_BYTES || isBomb || !entry.canDecodeFileData()) {
    throw refused(`holds a file that is no part of an export: ${printable(entry.fileName)}`);
  }
  const parts: Buffer[] = [];
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const part of stream) {
      signal?.throwIfAborted();
      parts.push(part);
    }
  } catch {
    signal?.throwIfAborted();
    throw refused(`holds a file that cannot be unpacked: ${printable(entry.fileName)}`);
  }
  return Buffer.concat(parts).toString("utf8");
}

function parse(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused(`holds a file that is no JSON: ${printable(name)}`);
  }
}

function printable(name: string): string {
  return name.replaceAll(/[^\w ./-]/g, "?").slice(0, 100);
}

function refused(problem: string): SourceError {
  return new SourceError("invalid-config", `The Slack export ${problem}.`);
}
