import { VectorStoreError, type VectorStoreErrorCode } from "@tributary/vector-store";

interface Rule {
  readonly code: VectorStoreErrorCode;
  readonly pattern: RegExp;
  readonly advice: (folder: string, reason: string) => string;
}

/** LanceDB reports everything as text, with the operating system's error number at its end. The first match counts. */
const rules: readonly Rule[] = [
  {
    code: "out-of-space",
    pattern: /ENOSPC|EDQUOT|\(os error (28|122)\)/,
    advice: (folder) => `The disk that holds ${folder} is full: free some space and try again.`,
  },
  {
    code: "unavailable",
    pattern: /EACCES|EPERM|EROFS|\(os error (1|13|30)\)/,
    advice: (folder) => `This process may not read and write ${folder}: change its owner or its permissions.`,
  },
  {
    code: "unavailable",
    pattern: /EMFILE|ENFILE|\(os error (23|24)\)/,
    advice: () => "The process has too many files open: raise its limit (ulimit -n) and start it again.",
  },
  {
    code: "invalid-input",
    pattern: /EEXIST|ENOTDIR|ENAMETOOLONG|\(os error (20|36)\)/,
    advice: (folder) => `${folder} cannot be a folder of vectors: a file is in the way or the name is too long.`,
  },
  {
    code: "unavailable",
    pattern: /commit conflict|concurrent (commit|transaction|writer)|retryable commit/i,
    advice: (folder) => `Another process writes to ${folder}: let one process at a time use it.`,
  },
  {
    code: "corrupt",
    pattern:
      /not found|sufficient data|whole buffer|invalid range|decode|corrupt|magic|unexpected end|no vector column/i,
    advice: (folder, reason) =>
      `The vectors in ${folder} are damaged (${reason}): delete that folder and sync again; nothing else is lost.`,
  },
];

/**
 * Turns whatever LanceDB or the file system threw into a VectorStoreError that says what to do, and passes on one that
 * is one already. `folder` is what the message names.
 */
export function toVectorStoreError(error: unknown, folder: string): VectorStoreError {
  if (error instanceof VectorStoreError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const rule = rules.find(({ pattern }) => pattern.test(message));
  const reason = shortReason(message);
  return rule === undefined
    ? new VectorStoreError("unavailable", `LanceDB failed on ${folder}: ${reason}`, { cause: error })
    : new VectorStoreError(rule.code, rule.advice(folder, reason), { cause: error });
}

/** The first sentence of LanceDB's message without the place in its source code that follows it. */
function shortReason(message: string): string {
  const [first = ""] = message.split(/\n|, \/|\s+Caused by/);
  return first.replace(/^lance error: (LanceError\(\w+\): )?/, "").slice(0, 160);
}
