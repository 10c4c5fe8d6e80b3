import { createHash } from "node:crypto";
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { createFrameReader, encodeFrame, opcodes } from "./frames.ts";
import type { RealtimeHub } from "./hub.ts";
import type { TokenClaims, Tokens } from "./tokens.ts";

/** What subscriptions over WebSocket need of the engine. */
export interface RealtimeParts {
  readonly realtime: RealtimeHub;
  readonly tokens: Tokens;
}

const path = "/v1/realtime/connect";
/** From RFC 6455: what a server appends to the client's key to show that it speaks the protocol. */
const handshakeSuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const longestBacklogBytes = 1024 * 1024;
const heartbeatMs = 15_000;
/** How long a client may take to close its side, in milliseconds. */
const closeMs = 1000;
const closeCodes = { goingAway: 1001, protocolError: 1002 } as const;

/**
 * Lets subscribers connect to a server by WebSocket (`GET /v1/realtime/connect?token=`), as the SDK's `subscribe` does.
 * Returns a function that closes all of these connections, which the server itself does not know any more.
 */
export function acceptSubscribers(server: Server, { realtime, tokens }: RealtimeParts): () => void {
  const sockets = new Set<() => void>();
  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    const { "sec-websocket-key": key } = request.headers;
    const [target, query] = request.url?.split("?") ?? [];
    if (target !== path || !isWebSocket(request) || key === undefined) {
      refuse(socket, "404 Not Found");
      return;
    }
    const claims = tokens.read(new URLSearchParams(query).get("token"));
    if (claims?.kind !== "subscribe") {
      refuse(socket, "401 Unauthorized");
      return;
    }
    const accept = createHash("sha1")
      .update(key + handshakeSuffix)
      .digest("base64");
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${accept}\r\n\r\n`,
    );
    const close = serve(realtime, claims, socket, head);
    sockets.add(close);
    socket.once("close", () => sockets.delete(close));
  });
  return () => {
    for (const close of sockets) close();
  };
}

function isWebSocket({ headers, method }: IncomingMessage): boolean {
  const wants = headers.upgrade?.toLowerCase() === "websocket";
  return method === "GET" && wants && headers["sec-websocket-version"] === "13";
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

/** Serves one connection; returns a function that ends it. */
function serve(
  realtime: RealtimeHub,
  { channel, topics }: Extract<TokenClaims, { kind: "subscribe" }>,
  socket: Duplex,
  head: Buffer,
): () => void {
  const reader = createFrameReader();
  const send = (opcode: number, payload: Buffer): void => {
    if (socket.writableEnded || socket.destroyed) return;
    // Whoever reads too slowly is cut off rather than remembered for.
    if (socket.writableLength > longestBacklogBytes) socket.destroy();
    else socket.write(encodeFrame(opcode, payload));
  };
  const close = (code: number): void => {
    const reason = Buffer.alloc(2);
    reason.writeUInt16BE(code);
    send(opcodes.close, reason);
    socket.end();
    // A client that does not close its side would keep the connection for ever.
    socket.resume();
    setTimeout(() => socket.destroy(), closeMs).unref();
  };
  const unsubscribe = realtime.subscribe({
    channel,
    topics,
    receive: (message) => send(opcodes.text, Buffer.from(JSON.stringify(message))),
    // Only server-sent events can carry them.
    receiveBytes: () => {},
    end: () => close(closeCodes.goingAway),
  });
  const heartbeat = setInterval(() => send(opcodes.ping, Buffer.alloc(0)), heartbeatMs).unref();
  socket.once("close", () => {
    unsubscribe();
    clearInterval(heartbeat);
  });
  socket.on("data", take);
  if (head.length > 0) take(head);
  return () => close(closeCodes.goingAway);

  function take(chunk: Buffer): void {
    for (const { opcode, payload } of reader.read(chunk) ?? [{ opcode: -1, payload: chunk }]) {
      if (opcode === -1) close(closeCodes.protocolError);
      else if (opcode === opcodes.ping) send(opcodes.pong, payload);
      else if (opcode === opcodes.close) {
        send(opcodes.close, payload.subarray(0, 2));
        socket.end();
      }
    }
  }
}
