import type { IncomingEvent, Kernel, Transaction } from "../kernel.ts";

/** Names only the engine itself may use. */
export const internalEvents = {
  finished: "inngest/function.finished",
  failed: "inngest/function.failed",
  cancelled: "inngest/function.cancelled",
  invoked: "inngest/function.invoked",
  timer: "inngest/scheduled.timer",
  httpRequest: "inngest/http.request",
  deferred: "inngest/deferred.schedule",
} as const;

/** What an event is made of; `publicId` is the sender's own id. */
export interface EventParts {
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly publicId?: string | undefined;
  readonly eventId?: string | undefined;
  readonly ts?: number | undefined;
  /** `user`, `v` and `meta`, where given. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** Makes an event as functions receive it. Nothing is kept yet. */
export function createEvent(kernel: Kernel, parts: EventParts, now: number): IncomingEvent {
  const eventId = parts.eventId ?? kernel.nextUlid();
  const timestamp = parts.ts ?? now;
  const content = {
    name: parts.name,
    data: parts.data,
    id: parts.publicId ?? eventId,
    ts: timestamp,
    user: {},
    ...parts.extra,
  };
  return {
    row: {
      eventId,
      publicId: parts.publicId ?? null,
      name: parts.name,
      receivedAt: now,
      body: JSON.stringify(content),
    },
    content,
    timestamp,
  };
}

/** Sends an event of the engine itself, unless nobody could notice: no trigger and no wait knows its name. */
export function emitInternal(
  kernel: Kernel,
  transaction: Transaction,
  name: string,
  parts: () => EventParts | undefined,
): void {
  if (!kernel.registry.triggers().listens(name) && !kernel.pauses.waitsFor(name)) return;
  const known = parts();
  if (known) transaction.followUp({ kind: "event", event: createEvent(kernel, known, transaction.now) });
}
