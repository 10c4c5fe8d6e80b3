import type { EngineSession } from "./session.ts";

/** WAL bytes after which a checkpoint is due: bounds the log on disk, and what recovery has to read. */
const CHECKPOINT_BYTES = 64 * 1024 * 1024;

/** WAL bytes after which tables are vacuumed and analysed, once nobody has asked anything for a while. */
const VACUUM_BYTES = 16 * 1024 * 1024;
const IDLE_MS = 2_000;

/** Does what PostgreSQL's background processes do, which an engine of one process does not have. */
export interface Housekeeping {
  /** To be called after each exchange with its answer. */
  after(answer: Uint8Array): Promise<void>;
  /** To be called before the session is closed. */
  stop(): Promise<void>;
}

/** `exclusive` runs work while no exchange does. */
export function createHousekeeping(options: {
  readonly session: EngineSession;
  readonly exclusive: (work: () => Promise<void>) => Promise<void>;
  readonly checkpointBytes?: number;
  readonly vacuumBytes?: number;
  readonly idleMs?: number;
}): Housekeeping {
  const { session, exclusive } = options;
  const { checkpointBytes = CHECKPOINT_BYTES, vacuumBytes = VACUUM_BYTES, idleMs = IDLE_MS } = options;
  let checkpointAt = session.activity.walBytes + checkpointBytes;
  let vacuumAt = session.activity.walBytes + vacuumBytes;
  let outside = true;
  let idle: NodeJS.Timeout | undefined;

  const checkpoint = async () => {
    await session.run("CHECKPOINT");
    checkpointAt = session.activity.walBytes + checkpointBytes;
  };
  const vacuum = async () => {
    await session.run("VACUUM (ANALYZE)");
    vacuumAt = session.activity.walBytes + vacuumBytes;
    await checkpoint();
  };
  const vacuumDue = () => outside && session.activity.walBytes >= vacuumAt;

  return {
    async after(answer) {
      outside = endsOutsideTransaction(answer) ?? outside;
      clearTimeout(idle);
      if (outside && session.activity.walBytes >= checkpointAt) await checkpoint();
      if (vacuumDue()) idle = setTimeout(() => exclusive(async () => (vacuumDue() ? vacuum() : undefined)), idleMs);
    },
    async stop() {
      clearTimeout(idle);
      if (vacuumDue()) await vacuum();
    },
  };
}

// ReadyForQuery: 'Z', length 5, then 'I' outside a transaction, 'T' or 'E' inside.
function endsOutsideTransaction(answer: Uint8Array): boolean | undefined {
  if (answer.length < 6 || answer.at(-6) !== 0x5a || answer.at(-2) !== 5) return undefined;
  return answer.at(-1) === 0x49;
}
