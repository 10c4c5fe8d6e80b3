import { customType, timestamp } from "../drizzle.ts";

/** A point in time, kept in UTC to the millisecond. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

/** Bytes, as PostgreSQL's `bytea`. */
export const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({ dataType: () => "bytea" });
