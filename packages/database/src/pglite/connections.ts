import { Duplex } from "node:stream";
import type { Engine } from "./engine.ts";

/** Several connections to an engine that has one session: they take turns, a transaction at a time. */
export interface Connections {
  /** A stream of PostgreSQL's wire protocol, which node-postgres takes for a socket. */
  connect(): Duplex;
}

interface Connection {
  readonly stream: Duplex;
  /** What it said and nobody has read yet. */
  inbox: Uint8Array<ArrayBuffer>[];
}

/** Message types of the protocol that matter here; a start-up message has none, its first byte is 0. */
const TERMINATE = 0x58;
const READY_FOR_QUERY = 0x5a;
const OUTSIDE_A_TRANSACTION = 0x49;

/** A simple query that ends the transaction a connection left behind. */
const ROLLBACK = Uint8Array.from([0x51, 0, 0, 0, 13, ...Buffer.from("ROLLBACK\0")]);

/** Shares the engine's session. What a connection sets for its session, the others have too: none may set anything. */
export function createConnections(engine: Pick<Engine, "start" | "exchange" | "onEnd">): Connections {
  const queue: Connection[] = [];
  /** Whose transaction is open: nobody else is heard until it ends. */
  let holder: Connection | undefined;
  let busy = false;
  const open = new Set<Connection>();

  engine.onEnd((error) => {
    holder = undefined;
    for (const { stream } of open) stream.destroy(error);
  });

  const pump = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    try {
      for (;;) {
        const next = holder ?? queue.shift();
        const bytes = next?.inbox.shift();
        if (!next || !bytes) break;
        await answer(next, bytes);
        if (holder !== next && next.inbox.length > 0) queue.push(next);
      }
    } finally {
      busy = false;
    }
  };

  const answer = async (connection: Connection, bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
    const { stream } = connection;
    try {
      const reply = await engine.exchange(bytes);
      holder = endsTurn(reply) ? undefined : connection;
      if (!stream.destroyed) stream.push(Buffer.from(reply.buffer, reply.byteOffset, reply.byteLength));
      else if (holder === connection) connection.inbox = [ROLLBACK.slice()];
    } catch (error) {
      if (holder === connection) holder = undefined;
      connection.inbox = [];
      stream.destroy(error as Error);
    }
  };

  const hear = (connection: Connection, chunks: readonly Uint8Array[]): void => {
    const bytes = new Uint8Array(Buffer.concat(chunks));
    // Its end is not the session's.
    if (bytes[0] === TERMINATE) return;
    connection.inbox.push(bytes);
    if (holder !== connection && !queue.includes(connection)) queue.push(connection);
    void pump();
  };

  return {
    connect() {
      const stream = new Duplex({
        read() {},
        write(chunk: Uint8Array, _encoding, done) {
          hear(connection, [chunk]);
          done();
        },
        writev(chunks, done) {
          hear(
            connection,
            chunks.map(({ chunk }) => chunk as Uint8Array),
          );
          done();
        },
        final(done) {
          stream.push(null);
          done();
        },
        destroy(error, done) {
          open.delete(connection);
          connection.inbox = holder === connection && !busy ? [ROLLBACK.slice()] : [];
          void pump();
          done(error);
        },
      });
      const connection: Connection = { stream, inbox: [] };
      open.add(connection);
      // What node-postgres calls on a socket.
      return Object.assign(stream, {
        connect() {
          engine.start().then(
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
  };
}

/** Whether an answer says that no transaction is open. */
function endsTurn(answer: Uint8Array): boolean {
  return answer.length >= 6 && answer.at(-6) === READY_FOR_QUERY && answer.at(-1) === OUTSIDE_A_TRANSACTION;
}
