import { isRecord, numberOf, stringOf } from "../json.ts";
import type { SerializedError } from "../kernel.ts";
import { type MetadataEntry, readMetadata } from "../ops/metadata.ts";

/** One operation the SDK reports. */
export interface Operation {
  readonly id: string;
  readonly op: string;
  /** The operation's argument: a sleep's duration, a wait's event. */
  readonly name: string;
  /** How to call the step in messages. */
  readonly label: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** False when the step returned something JSON cannot hold. */
  readonly hasData: boolean;
  readonly data: unknown;
  readonly error: SerializedError | undefined;
  readonly race: boolean;
  readonly metadata: readonly MetadataEntry[];
  /** When the step's code ran, in milliseconds. */
  readonly startedAt: number | null;
}

const nanosecondsPerMillisecond = 1e6;

/** Reads an operation; undefined when the value is none. Private fields the SDK adds are left out. */
export function readOperation(value: unknown): Operation | undefined {
  if (!isRecord(value)) return undefined;
  const op = stringOf(value.op);
  if (op === undefined) return undefined;
  const userland = isRecord(value.userland) ? value.userland : {};
  const options = isRecord(value.opts) ? value.opts : {};
  const id = stringOf(value.id) ?? "";
  const name = stringOf(value.name) ?? "";
  const timing = isRecord(value.timing) ? numberOf(value.timing.a) : undefined;
  return {
    id,
    op,
    name,
    label: stringOf(value.displayName) ?? stringOf(userland.id) ?? name,
    options,
    hasData: Object.hasOwn(value, "data"),
    data: value.data,
    error: value.error === undefined || value.error === null ? undefined : readError(value.error),
    race: options.parallelMode === "race",
    metadata: readMetadata(value.metadata),
    startedAt: timing === undefined ? null : Math.round(timing / nanosecondsPerMillisecond),
  };
}

/** Reads an error as the SDK serialises it; anything else becomes the message of a plain one. */
export function readError(value: unknown): SerializedError {
  if (!isRecord(value)) return { name: "Error", message: typeof value === "string" ? value : JSON.stringify(value) };
  const message = stringOf(value.message) ?? stringOf(value.error) ?? "Unknown error";
  const stack = stringOf(value.stack);
  return {
    name: stringOf(value.name) ?? "Error",
    message,
    ...(stack === undefined ? {} : { stack }),
    ...(value.cause === undefined ? {} : { cause: value.cause }),
  };
}
