import { PGlite } from "@electric-sql/pglite";
import { withoutWasmOptimiser } from "./compile-small.ts";
import { createDurableFileSystem, type DiskActivity } from "./disk.ts";
import { startParameters } from "./postgres-settings.ts";

/** PostgreSQL in this thread, spoken to in its wire protocol. */
export interface EngineSession {
  readonly activity: DiskActivity;
  /** Answers bytes of the wire protocol; throws when PostgreSQL ended itself, after which the thread is of no use. */
  exchange(bytes: Uint8Array): Promise<Uint8Array>;
  /** Runs a statement of our own; only between exchanges that ended outside a transaction. */
  run(statement: string): Promise<void>;
  /** Writes a checkpoint and shuts PostgreSQL down. */
  close(): Promise<void>;
}

interface EngineModule {
  _PostgresMainLoopOnce: () => void;
  _PostgresSendReadyForQueryIfNecessary: () => void;
  _pgl_pq_flush: () => void;
  stackRestore: (pointer: number) => void;
}

/** Exit status with which PostgreSQL leaves its loop after an ordinary error; PGlite then re-enters it. */
const ORDINARY_ERROR = 100;

/** Starts PostgreSQL over a data directory, recovering it first when it was not shut down. */
export async function startSession(directory: string, onLog: (line: string) => void): Promise<EngineSession> {
  const { fs, activity } = createDurableFileSystem(directory);
  const pglite = await withoutWasmOptimiser(() =>
    PGlite.create({
      fs,
      startParams: startParameters(PGlite.defaultStartParams),
      onStderr: (line) => {
        onLog(line);
        return false;
      },
    }),
  );
  const takeEnd = stopAtEnd(pglite.Module as unknown as EngineModule);
  return {
    activity,
    async exchange(bytes) {
      const parts: Uint8Array[] = [];
      // What arrives is a view of the engine's memory, gone with the next call.
      await pglite.execProtocolRawStream(bytes, { syncToFs: false, onRawData: (part) => parts.push(part.slice()) });
      const end = takeEnd();
      if (end) throw end.error;
      return Buffer.concat(parts);
    },
    async run(statement) {
      await pglite.exec(statement);
    },
    close: () => pglite.close(),
  };
}

/**
 * Makes PGlite stop where PostgreSQL ended itself (a PANIC at a full disk, a trap in its code). PGlite 0.5.16 takes
 * every exception for an ordinary error and calls the dead engine again, for ever.
 */
function stopAtEnd(module: EngineModule): () => { readonly error: unknown } | undefined {
  let end: { readonly error: unknown } | undefined;
  const { _PostgresMainLoopOnce: loop, stackRestore } = module;
  module._PostgresMainLoopOnce = () => {
    try {
      loop();
    } catch (error) {
      const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
      if (status !== ORDINARY_ERROR) {
        end = { error };
        // PGlite calls these on its way out, whatever happened.
        module._PostgresSendReadyForQueryIfNecessary = () => {};
        module._pgl_pq_flush = () => {};
      }
      throw error;
    }
  };
  // Called first in PGlite's handler: the only place from which an exception leaves its loop.
  module.stackRestore = (pointer) => {
    if (end) throw end.error;
    stackRestore(pointer);
  };
  return () => end;
}
