import type { DataFolderOwner } from "./data-folder-owner.ts";

/** Every code a DatabaseError can carry, and whether doing the same again later can help. */
const retryable = {
  /** Another process owns the data folder. */
  busy: true,
  /** The server cannot be reached, is starting or stopping, or dropped the connection. */
  unavailable: true,
  /** The disk is full; what was acknowledged is safe. */
  "out-of-space": true,
  /** Two transactions got in each other's way and this one was undone. */
  conflict: true,
  /** A statement or a wait for a connection took too long. */
  timeout: true,
  /** The address is wrong, or the server refuses this user, password or database. */
  refused: false,
  /** The data was written by a newer version of Tributary or PostgreSQL. */
  "newer-schema": false,
  /** The data on disk is damaged. */
  corrupt: false,
  /** A value that the schema does not allow. */
  constraint: false,
  /** A row the call needs is not there, or belongs to another workspace. */
  "not-found": false,
  /** The database was closed before the call. */
  closed: false,
  /** Anything else: a defect on our side. */
  internal: false,
} as const;

export type DatabaseErrorCode = keyof typeof retryable;

/** What every function of this package throws: a code to act on and one sentence to read, without credentials. */
export class DatabaseError extends Error {
  override readonly name: string = "DatabaseError";
  readonly code: DatabaseErrorCode;
  /** Whether the same call can succeed later. */
  readonly retryable: boolean;

  constructor(code: DatabaseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.retryable = retryable[code];
  }
}

/** Thrown when another process owns a data folder; `owner` is null when it has not said yet who it is. */
export class DataFolderBusyError extends DatabaseError {
  override readonly name: string = "DataFolderBusyError";
  readonly owner: DataFolderOwner | null;

  constructor(message: string, owner: DataFolderOwner | null) {
    super("busy", message);
    this.owner = owner;
  }
}
