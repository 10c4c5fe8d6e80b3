/** Major version of PostgreSQL inside the pinned PGlite; a data directory of another one cannot be opened. */
export const POSTGRES_MAJOR = "18";

/** Flags of initdb: small WAL segments keep an empty data directory at 30 MB, and their first use short. */
export const initdbFlags: readonly string[] = ["--wal-segsize=1", "--no-instructions"];

// PGlite is one session in one process: everything sized for many sessions only costs memory.
const settings: Readonly<Record<string, string>> = {
  // With fdatasync, the default, PGlite never reaches its file system's fsync.
  wal_sync_method: "fsync",
  shared_buffers: "16MB",
  wal_buffers: "1MB",
  max_connections: "4",
  max_wal_senders: "0",
  wal_level: "minimal",
  work_mem: "8MB",
  maintenance_work_mem: "16MB",
  temp_buffers: "1MB",
  // Room for recycled segments: creating one costs a megabyte of zeroes and two flushes.
  min_wal_size: "32MB",
  jit: "off",
};

/** PGlite's own start parameters without `-F`, which turns fsync off, plus ours. */
export function startParameters(defaults: readonly string[]): string[] {
  const own = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return [...defaults.filter((parameter) => parameter !== "-F"), ...own];
}
