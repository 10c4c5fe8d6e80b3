import { isSourceError, SourceError, type SourceErrorCode } from "@tributary/source";

/** What errors of the file system mean, by code; a sentence gets the directory and the path that failed. */
const meanings: Readonly<Record<string, readonly [SourceErrorCode, (directory: string, path: string) => string]>> = {
  ENOENT: [
    "not-found",
    (directory) => `The notes directory ${directory} does not exist: create it, or correct \`directory\`.`,
  ],
  ENOTDIR: [
    "invalid-config",
    (directory) => `${directory} is a file: set \`directory\` to the directory that holds the notes.`,
  ],
  EACCES: ["forbidden", (_directory, path) => `${path} may not be read: let this user read it.`],
  EPERM: ["forbidden", (_directory, path) => `${path} may not be read: let this user read it.`],
  ETIMEDOUT: ["timeout", (_directory, path) => `The file system of ${path} did not answer in time.`],
};

/**
 * What a failure of the file system means, in a sentence. An abort stays what it is; an error that no file system makes
 * is a bug of this source and stays what it is, too.
 */
export function toSourceError(error: unknown, directory: string, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason;
  if (isSourceError(error) || !isSystemError(error)) return error;
  const path = error.path ?? directory;
  const again = `${path} cannot be read just now (${error.code}): try again, and check its disk if that does not help.`;
  const [code, sentence] = meanings[error.code] ?? ["unavailable", () => again];
  return new SourceError(code, sentence(directory, path), { cause: error });
}

function isSystemError(error: unknown): error is Error & { readonly code: string; readonly path?: string } {
  return error instanceof Error && "syscall" in error && "code" in error && typeof error.code === "string";
}
