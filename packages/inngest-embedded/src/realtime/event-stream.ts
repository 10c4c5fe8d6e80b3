import type { RealtimeHub } from "./hub.ts";

/** What a subscriber has not read yet may grow to this many bytes; then it is cut off. */
const longestBacklogBytes = 1024 * 1024;
/** How often an idle stream shows that it is alive, in milliseconds: less than proxies wait. */
const heartbeatMs = 15_000;
const heartbeat = new TextEncoder().encode(":\n\n");

/** Which part of a channel to listen to. */
export interface Subscription {
  readonly channel: string;
  readonly topics: readonly string[] | undefined;
}

/**
 * A stream of server-sent events: every message as `data: <JSON>`, and the bytes of durable endpoints as they come.
 * A reader that falls more than 1 MB behind is cut off, so that it cannot fill the memory.
 */
export function createEventStream(hub: RealtimeHub, subscription: Subscription): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let release = (): void => {};
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const unsubscribe = hub.subscribe({
          ...subscription,
          receive: (message) => send(encoder.encode(`data: ${JSON.stringify(message)}\n\n`)),
          receiveBytes: send,
          end() {
            release();
            controller.close();
          },
        });
        const timer = setInterval(() => send(heartbeat), heartbeatMs).unref();
        release = () => {
          unsubscribe();
          clearInterval(timer);
        };
        // The first bytes make servers send the headers.
        send(heartbeat);

        function send(chunk: Uint8Array): void {
          controller.enqueue(chunk);
          if ((controller.desiredSize ?? 0) >= 0) return;
          release();
          controller.error(new Error("The subscriber reads too slowly."));
        }
      },
      cancel: () => release(),
    },
    { highWaterMark: longestBacklogBytes, size: (chunk) => chunk?.byteLength ?? 0 },
  );
}
