import { Duplex } from "node:stream";
import { fromWireError, toWireError, type WireError } from "./wire-error.ts";

/** What passes between the console and its workflow process; values are cloned structurally. */
export type ChannelMessage =
  | { readonly type: "call"; readonly id: number; readonly name: string; readonly parameters: readonly unknown[] }
  | { readonly type: "answer"; readonly id: number; readonly value: unknown }
  | { readonly type: "failure"; readonly id: number; readonly error: WireError }
  | { readonly type: "open"; readonly stream: number }
  | { readonly type: "opened"; readonly stream: number }
  | { readonly type: "bytes"; readonly stream: number; readonly bytes: Uint8Array }
  | { readonly type: "end"; readonly stream: number; readonly error?: WireError };

/** One end of a connection between two processes: calls in both directions, and streams of bytes. */
export interface Channel {
  /** Calls what the other side serves under `name`. Rejects with its error, or when the other side is gone. */
  call(name: string, ...parameters: unknown[]): Promise<unknown>;
  /** A stream to what the other side connects streams to, in the form node-postgres takes for a socket. */
  openStream(): Duplex;
  /** Takes in a message from the other side. */
  receive(message: ChannelMessage): void;
  /** The other side is gone: everything that waits for it fails with `error`. */
  close(error: Error): void;
}

/** What an end offers the other. */
export interface ChannelServices {
  readonly calls: Readonly<Record<string, (...parameters: never[]) => unknown>>;
  /** Connects a stream the other side opens. */
  readonly connect?: () => Duplex & { connect?(): unknown };
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Makes one end. `send` passes a message to the other side and may throw when that is gone. */
export function createChannel(send: (message: ChannelMessage) => void, services: ChannelServices): Channel {
  const waiting = new Map<number, Waiting>();
  /** Streams by number; only one side opens any, so the numbers are its own. */
  const streams = new Map<number, Duplex>();
  let next = 0;
  let closed: Error | undefined;

  const serve = async ({ id, name, parameters }: Extract<ChannelMessage, { type: "call" }>): Promise<void> => {
    try {
      const call = services.calls[name];
      if (!call) throw new Error(`There is no call "${name}".`);
      trySend({ type: "answer", id, value: await call(...(parameters as never[])) });
    } catch (error) {
      trySend({ type: "failure", id, error: toWireError(error) });
    }
  };

  const trySend = (message: ChannelMessage): void => {
    if (closed) return;
    try {
      send(message);
    } catch {
      // Whoever watches the other process closes the channel when it is gone.
    }
  };

  const accept = (stream: number): void => {
    const inner = services.connect?.();
    if (!inner) {
      trySend({ type: "end", stream });
      return;
    }
    streams.set(stream, inner);
    inner.on("data", (bytes: Uint8Array) => trySend({ type: "bytes", stream, bytes }));
    inner.on("connect", () => trySend({ type: "opened", stream }));
    // What ended it has been told by "error" or is nothing.
    let failure: WireError | undefined;
    inner.on("error", (error) => {
      failure = toWireError(error);
    });
    inner.on("close", () => {
      if (streams.delete(stream)) trySend({ type: "end", stream, ...(failure && { error: failure }) });
    });
    if (inner.connect) inner.connect();
    else trySend({ type: "opened", stream });
  };

  const settle = (id: number): Waiting | undefined => {
    const entry = waiting.get(id);
    waiting.delete(id);
    return entry;
  };

  return {
    call(name, ...parameters) {
      if (closed) return Promise.reject(closed);
      return new Promise((resolve, reject) => {
        const id = next++;
        waiting.set(id, { resolve, reject });
        try {
          send({ type: "call", id, name, parameters });
        } catch (error) {
          settle(id);
          reject(error as Error);
        }
      });
    },

    openStream() {
      const number = next++;
      const outer = new Duplex({
        read() {},
        write(bytes: Uint8Array, _encoding, done) {
          trySend({ type: "bytes", stream: number, bytes });
          done();
        },
        writev(chunks, done) {
          trySend({
            type: "bytes",
            stream: number,
            bytes: Buffer.concat(chunks.map(({ chunk }) => chunk as Uint8Array)),
          });
          done();
        },
        final(done) {
          outer.push(null);
          done();
        },
        destroy(error, done) {
          if (streams.delete(number)) trySend({ type: "end", stream: number });
          done(error);
        },
      });
      streams.set(number, outer);
      return Object.assign(outer, {
        connect() {
          if (closed) outer.destroy(closed);
          else trySend({ type: "open", stream: number });
          return outer;
        },
        setNoDelay: () => outer,
        setKeepAlive: () => outer,
        ref: () => outer,
        unref: () => outer,
      });
    },

    receive(message) {
      if (message.type === "call") void serve(message);
      else if (message.type === "answer") settle(message.id)?.resolve(message.value);
      else if (message.type === "failure") settle(message.id)?.reject(fromWireError(message.error));
      else if (message.type === "open") accept(message.stream);
      else if (message.type === "opened") streams.get(message.stream)?.emit("connect");
      else if (message.type === "bytes") {
        const stream = streams.get(message.stream);
        const bytes = Buffer.from(message.bytes.buffer, message.bytes.byteOffset, message.bytes.byteLength);
        // A stream opened here gives what arrives to its reader; one accepted here passes it on.
        if (services.connect) stream?.write(bytes);
        else stream?.push(bytes);
      } else {
        const stream = streams.get(message.stream);
        streams.delete(message.stream);
        stream?.destroy(message.error && fromWireError(message.error));
      }
    },

    close(error) {
      closed ??= error;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
      for (const stream of streams.values()) stream.destroy(services.connect ? undefined : error);
      streams.clear();
    },
  };
}
