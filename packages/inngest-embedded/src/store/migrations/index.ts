import { initial } from "./initial.ts";

/**
 * What brings a file from one version to the next, oldest first. Once released, an entry is never changed: a change of
 * the schema is another entry.
 */
export const migrations: readonly string[] = [initial];

/** The version this engine writes, kept in the file's `user_version`; a file with a higher one is refused. */
export const schemaVersion = migrations.length;
