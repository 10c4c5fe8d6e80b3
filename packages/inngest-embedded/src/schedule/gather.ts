import type { IncomingEvent, Kernel, Transaction } from "../kernel.ts";
import { limits } from "../limits.ts";
import type { FunctionConfig } from "../registry/config.ts";
import type { Gathering } from "../store/flow.ts";
import { bucketKey, keyValue } from "./keys.ts";

/**
 * Adds the event to the open batch of its key, or opens one. A batch that is full fires at once. False when the event
 * is not for a batch.
 */
export function appendToBatch(
  kernel: Kernel,
  transaction: Transaction,
  config: FunctionConfig,
  batch: NonNullable<FunctionConfig["batch"]>,
  event: IncomingEvent,
): boolean {
  const { now } = transaction;
  if (batch.condition !== undefined && keyValue(batch.condition, event, now) !== true) return false;
  const { flow } = kernel.store;
  const key = bucketKey("batch", config.slug, batch.key, keyValue(batch.key, event, now));
  const open: Gathering = flow.find("batch", config.slug, key) ?? {
    gatheringId: kernel.nextUlid(),
    kind: "batch",
    slug: config.slug,
    key,
    dueAt: now + batch.timeoutMs,
    latestAt: now + batch.timeoutMs,
  };
  kernel.store.events.insert(event.row);
  const isFull = flow.append(open.gatheringId, event.row.eventId) >= batch.maxSize;
  // A full batch gives its key free at once, so that the next event opens another one.
  const saved = isFull ? { ...open, dueAt: now, key: `${key}:${open.gatheringId}` } : open;
  save(kernel, transaction, saved);
  return true;
}

/** Keeps the latest event of the key, by its `ts`, until none has come for the period. */
export function debounce(
  kernel: Kernel,
  transaction: Transaction,
  config: FunctionConfig,
  rule: NonNullable<FunctionConfig["debounce"]>,
  event: IncomingEvent,
): boolean {
  const { now } = transaction;
  const { flow } = kernel.store;
  const key = bucketKey("debounce", config.slug, rule.key, keyValue(rule.key, event, now));
  const open = flow.find("debounce", config.slug, key);
  const gatheringId = open?.gatheringId ?? kernel.nextUlid();
  const latestAt = open?.latestAt ?? now + (rule.timeoutMs ?? limits.waitMs);
  const held = open && kernel.store.events.bodies(flow.eventIds(gatheringId))[0];
  const isNewer = held === undefined || event.timestamp >= Number((JSON.parse(held) as { ts?: unknown }).ts);
  const dropped = isNewer ? held : event.row.body;
  if (dropped !== undefined) {
    answerDropped(transaction, dropped, "invoked function is debounced: another event took this one's place");
  }
  if (!isNewer) return true;
  kernel.store.events.insert(event.row);
  flow.replace(gatheringId, event.row.eventId);
  const dueAt = Math.min(now + rule.periodMs, latestAt);
  save(kernel, transaction, { gatheringId, kind: "debounce", slug: config.slug, key, dueAt, latestAt });
  return true;
}

function save(kernel: Kernel, transaction: Transaction, gathering: Gathering): void {
  kernel.store.flow.save(gathering);
  transaction.afterCommit(() => kernel.gatherings.set(gathering.gatheringId, gathering.dueAt));
}

/** An invoke whose event starts no run would wait for ever: it is told why. */
export function answerDropped(transaction: Transaction, body: string, reason: string): void {
  const event = JSON.parse(body) as { data?: { _inngest?: { correlation_id?: unknown } } };
  const correlation = event.data?._inngest?.correlation_id;
  if (typeof correlation !== "string") return;
  const error = { name: "Error", message: reason };
  transaction.followUp({ kind: "resume", correlation, value: JSON.stringify({ error }) });
}
