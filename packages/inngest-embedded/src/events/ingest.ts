import { parseEventIdSeed, seededUlid } from "../identifiers.ts";
import { byteLength, isRecord, numberOf, stringOf } from "../json.ts";
import type { IncomingEvent, Kernel } from "../kernel.ts";
import { limits } from "../limits.ts";
import { createEvent } from "./create-event.ts";
import { mergeSessions } from "./sessions.ts";

/** The ids of the events taken in, or why none was. */
export type Ingested = { readonly ids: readonly string[] } | { readonly problem: string };

/**
 * Takes in one event or a list (`POST /e/:key`), all or none, in one transaction. `seedHeader` makes a repeated
 * request yield the same ids, and events known by id are not processed again.
 */
export async function ingest(kernel: Kernel, body: unknown, seedHeader: string | null): Promise<Ingested> {
  const list: readonly unknown[] = Array.isArray(body) ? body : [body];
  if (list.length > limits.eventsPerRequest) {
    return { problem: `a request holds at most ${limits.eventsPerRequest} events, this one has ${list.length}` };
  }
  const seed = parseEventIdSeed(seedHeader);
  const now = kernel.clock.now();
  const events: IncomingEvent[] = [];
  for (const [index, value] of list.entries()) {
    const eventId = seed && seededUlid(seed, index + 1);
    const event = readEvent(kernel, value, eventId, now);
    if (typeof event === "string") return { problem: `event ${index + 1}: ${event}` };
    events.push(event);
  }
  await kernel.submit((transaction) => {
    for (const event of events) {
      if (kernel.store.events.insert(event.row)) transaction.followUp({ kind: "event", event });
    }
  });
  return { ids: events.map(({ row }) => row.eventId) };
}

function readEvent(kernel: Kernel, value: unknown, eventId: string | undefined, now: number): IncomingEvent | string {
  if (!isRecord(value)) return "must be an object";
  const name = stringOf(value.name);
  if (name === undefined || name === "") return "needs a name";
  if (name.startsWith("inngest/")) return `"${name}" is reserved: names starting with "inngest/" are the engine's own`;
  const data = value.data ?? {};
  if (!isRecord(data)) return `"${name}": data must be an object`;
  const id = value.id ?? undefined;
  if (id !== undefined && typeof id !== "string") return `"${name}": id must be a text`;
  const ts = value.ts ?? undefined;
  if (ts !== undefined && !Number.isSafeInteger(ts)) return `"${name}": ts must be a whole number of milliseconds`;
  const { _inngest: _reserved, ...rest } = data;
  const event = createEvent(
    kernel,
    {
      name,
      data: rest,
      publicId: id === "" ? undefined : id,
      eventId,
      ts: numberOf(value.ts) || undefined,
      extra: {
        ...(isRecord(value.user) ? { user: value.user } : {}),
        ...(typeof value.v === "string" ? { v: value.v } : {}),
        ...mergeSessions(value.meta),
      },
    },
    now,
  );
  const bytes = byteLength(event.row.body);
  if (bytes > limits.eventBytes) {
    return `"${name}" is ${Math.ceil(bytes / 1024)} kB; at most ${limits.eventBytes / 1024} kB are allowed. Send a reference instead`;
  }
  return event;
}
