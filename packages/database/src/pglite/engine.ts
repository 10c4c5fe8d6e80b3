import { Worker } from "node:worker_threads";
import type { Durability } from "../database.ts";
import { DatabaseError } from "../errors.ts";
import { moduleExtension } from "./data-directory.ts";
import { databaseEnded } from "./ended.ts";
import type { EngineReply, EngineRequest, EngineSettings } from "./messages.ts";

/** PostgreSQL in a worker thread, which is started again, with recovery, after it ended itself or hung. */
export interface Engine {
  /** Starts the thread unless it runs; throws DatabaseError when the data cannot be opened. */
  start(): Promise<Durability>;
  /**
   * Answers bytes of PostgreSQL's wire protocol, one request after the other: there is one session, and it begins anew
   * with every start. Rejects with the DatabaseError that ended the engine.
   */
  exchange(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array>;
  /** Calls `listener` whenever the engine has ended itself or hung: its session is gone. */
  onEnd(listener: (error: DatabaseError) => void): void;
  /** Shuts PostgreSQL down; nothing may be running. */
  stop(): Promise<void>;
}

interface Waiting {
  resolve(answer: Uint8Array): void;
  reject(error: DatabaseError): void;
}

interface Running {
  readonly worker: Worker;
  readonly durability: Durability;
}

/** Makes an engine over a data directory. A statement that takes longer than `watchdogMs` ends it with `timeout`. */
export function createEngine(options: { readonly directory: string; readonly watchdogMs: number }): Engine {
  const { directory, watchdogMs } = options;
  let starting: Promise<Running> | undefined;
  let running: Running | undefined;
  let waiting: Waiting[] = [];
  const listeners: ((error: DatabaseError) => void)[] = [];
  let watchdog: NodeJS.Timeout | undefined;

  /** Gives the thread up: whoever waits for an answer gets `error`, and the next request starts a new one. */
  const abandon = (worker: Worker, error: DatabaseError) => {
    void worker.terminate();
    if (running?.worker !== worker) return;
    running = undefined;
    starting = undefined;
    clearTimeout(watchdog);
    const left = waiting;
    waiting = [];
    for (const { reject } of left) reject(error);
    for (const listener of listeners) listener(error);
  };

  const expect = (worker: Worker) => {
    clearTimeout(watchdog);
    if (waiting.length === 0) {
      // An engine nobody waits for must not keep the process alive.
      worker.unref();
      return;
    }
    worker.ref();
    watchdog = setTimeout(() => abandon(worker, tooSlow(watchdogMs)), watchdogMs);
  };

  const start = async (): Promise<Running> => {
    const settings: EngineSettings = { directory };
    const worker = new Worker(new URL(`./worker${moduleExtension}`, import.meta.url), { workerData: settings });
    return new Promise<Running>((resolve, reject) => {
      const end = (message: string, log = "") => {
        const error = databaseEnded({ directory, thrown: message, log, starting: running?.worker !== worker });
        reject(error);
        abandon(worker, error);
      };
      worker.on("error", (error) => end(error instanceof Error ? error.message : String(error)));
      worker.on("exit", () => end("its thread ended"));
      worker.on("message", (reply: EngineReply) => {
        if (reply.type === "fatal") end(reply.message, reply.log);
        else if (reply.type === "ready") {
          const durability = { durable: reply.durable, ...(reply.reason && { reason: reply.reason }) };
          running = { worker, durability };
          worker.unref();
          resolve(running);
        } else if (running?.worker === worker && reply.type === "bytes") {
          const asked = waiting.shift();
          expect(worker);
          asked?.resolve(reply.bytes);
        }
      });
    });
  };

  const ensureStarted = (): Promise<Running> => {
    starting ??= start().catch((error: unknown) => {
      starting = undefined;
      throw error;
    });
    return starting;
  };

  return {
    async start() {
      return (await ensureStarted()).durability;
    },
    onEnd: (listener) => void listeners.push(listener),
    async exchange(bytes) {
      const { worker } = await ensureStarted();
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        expect(worker);
        const request: EngineRequest = { type: "bytes", bytes };
        worker.postMessage(request, [bytes.buffer]);
      });
    },
    async stop() {
      const current = running ?? (await starting?.catch(() => undefined));
      running = undefined;
      starting = undefined;
      clearTimeout(watchdog);
      if (!current) return;
      const { worker } = current;
      worker.ref();
      await new Promise<void>((resolve) => {
        const giveUp = setTimeout(resolve, watchdogMs);
        worker.once("exit", () => {
          clearTimeout(giveUp);
          resolve();
        });
        worker.postMessage({ type: "close" } satisfies EngineRequest);
      });
      await worker.terminate();
    },
  };
}

function tooSlow(watchdogMs: number): DatabaseError {
  return new DatabaseError(
    "timeout",
    `The embedded database did not answer within ${watchdogMs / 1000} seconds and is started again: try again.`,
  );
}
