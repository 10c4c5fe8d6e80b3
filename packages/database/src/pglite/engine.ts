import { Duplex } from "node:stream";
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
  /** A connection for node-postgres; the engine has one session, so only one may be open at a time. */
  connect(): Duplex;
  /** Shuts PostgreSQL down; nothing may be running. */
  stop(): Promise<void>;
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
  let connection: Duplex | undefined;
  let unanswered = 0;
  let watchdog: NodeJS.Timeout | undefined;

  /** Gives the thread up: whoever waits for an answer gets `error`, and the next connection starts a new one. */
  const abandon = (worker: Worker, error: DatabaseError) => {
    void worker.terminate();
    if (running?.worker !== worker) return;
    running = undefined;
    starting = undefined;
    unanswered = 0;
    clearTimeout(watchdog);
    connection?.destroy(error);
  };

  const expect = (worker: Worker) => {
    clearTimeout(watchdog);
    if (unanswered === 0) {
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
          unanswered -= 1;
          expect(worker);
          connection?.push(Buffer.from(reply.bytes.buffer));
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

  const send = (chunks: readonly Uint8Array[]) => {
    if (!running) return;
    const bytes = new Uint8Array(Buffer.concat(chunks));
    unanswered += 1;
    expect(running.worker);
    const request: EngineRequest = { type: "bytes", bytes };
    running.worker.postMessage(request, [bytes.buffer]);
  };

  return {
    async start() {
      return (await ensureStarted()).durability;
    },
    connect() {
      const stream = new Duplex({
        read() {},
        write(chunk: Uint8Array, _encoding, done) {
          send([chunk]);
          done();
        },
        writev(chunks, done) {
          send(chunks.map(({ chunk }) => chunk as Uint8Array));
          done();
        },
        final(done) {
          stream.push(null);
          done();
        },
      });
      connection = stream;
      // What node-postgres calls on a socket.
      return Object.assign(stream, {
        connect() {
          ensureStarted().then(
            () => stream.emit("connect"),
            (error: Error) => stream.destroy(error),
          );
          return stream;
        },
        setNoDelay: () => stream,
        setKeepAlive: () => stream,
        ref: () => stream,
        unref: () => stream,
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
