import { DatabaseError } from "../errors.ts";

const noSpace = /No space left on device|ENOSPC|EDQUOT|[Qq]uota exceeded/;
const noAccess = /Permission denied|EACCES|EPERM|Read-only file system|EROFS/;

/** What is known of an engine that ended itself. */
export interface EngineEnd {
  readonly directory: string;
  /** What PGlite or its thread threw. */
  readonly thrown: string;
  /** PostgreSQL's last words: its FATAL and PANIC lines, empty when it had none. */
  readonly log: string;
  /** Whether it ended before it answered anything. */
  readonly starting: boolean;
}

/** The error for an engine that ended itself. */
export function databaseEnded({ directory, thrown, log, starting }: EngineEnd): DatabaseError {
  const reason = (log || thrown).replace(/\.$/, "");
  if (noSpace.test(reason)) {
    return new DatabaseError(
      "out-of-space",
      `The disk that holds ${directory} is full: free some space and try again. Nothing that was acknowledged is lost.`,
    );
  }
  if (noAccess.test(reason)) {
    return new DatabaseError("refused", `The database in ${directory} cannot be read and written: ${reason}.`);
  }
  // PostgreSQL starts on anything that is whole: what stops it there is damage.
  if (starting && log) {
    return new DatabaseError(
      "corrupt",
      `The database in ${directory} is damaged, restore it from a backup: ${reason}.`,
    );
  }
  return new DatabaseError("unavailable", `The embedded database in ${directory} ended: ${reason}.`);
}
