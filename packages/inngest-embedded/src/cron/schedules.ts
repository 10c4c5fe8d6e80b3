import { createHash } from "node:crypto";
import { createEvent, internalEvents } from "../events/create-event.ts";
import type { Kernel, Transaction } from "../kernel.ts";
import { schedule } from "../schedule/schedule.ts";
import type { CronRow } from "../store/functions.ts";
import { parseCron } from "./expression.ts";

/** The cron triggers of all functions and when each fires. */
export interface CronSchedules {
  nextAt(): number | undefined;
  /** The schedules whose time has come. */
  due(now: number): readonly CronRow[];
  set(row: CronRow): void;
  remove(row: Pick<CronRow, "slug" | "expression">): void;
}

const nameOf = ({ slug, expression }: Pick<CronRow, "slug" | "expression">): string => `${slug}\n${expression}`;

/** Holds the schedules the file knows. */
export function createCronSchedules(rows: readonly CronRow[]): CronSchedules {
  const schedules = new Map(rows.map((row) => [nameOf(row), row]));
  return {
    nextAt() {
      const instants = [...schedules.values()].map((row) => row.fireAt);
      return instants.length > 0 ? Math.min(...instants) : undefined;
    },
    due: (now) => [...schedules.values()].filter((row) => row.fireAt <= now),
    set: (row) => void schedules.set(nameOf(row), row),
    remove: (row) => void schedules.delete(nameOf(row)),
  };
}

function nextRow(row: Omit<CronRow, "tickAt" | "fireAt">, now: number): CronRow | undefined {
  const tickAt = parseCron(row.expression).next(now);
  if (tickAt === undefined) return undefined;
  return { ...row, tickAt, fireAt: tickAt + Math.floor(Math.random() * row.jitterMs) };
}

function save(kernel: Kernel, transaction: Transaction, row: CronRow): void {
  kernel.store.functions.saveCron(row);
  transaction.afterCommit(() => kernel.crons.set(row));
}

function remove(kernel: Kernel, transaction: Transaction, row: CronRow): void {
  kernel.store.functions.deleteCron(row.slug, row.expression);
  transaction.afterCommit(() => kernel.crons.remove(row));
}

/** Brings the schedules in line with the registered functions. One that stays keeps its next instant, even a missed one. */
export function syncCrons(kernel: Kernel, transaction: Transaction): void {
  const wanted = new Map(
    kernel.registry.all().flatMap(({ slug, triggers }) =>
      triggers.flatMap((trigger) => {
        if (trigger.kind !== "cron") return [];
        const row = { slug, expression: trigger.expression, jitterMs: trigger.jitterMs };
        return [[nameOf(row), row] as const];
      }),
    ),
  );
  for (const row of kernel.store.functions.crons()) {
    const known = wanted.get(nameOf(row));
    if (known?.jitterMs === row.jitterMs) wanted.delete(nameOf(row));
    else remove(kernel, transaction, row);
  }
  for (const wantedRow of wanted.values()) {
    const row = nextRow(wantedRow, transaction.now);
    if (row) save(kernel, transaction, row);
  }
}

/**
 * Starts the function of a due schedule and sets its next instant. Ticks missed while the engine was down fire once,
 * late; the event's id follows from the instant, so that no tick fires twice.
 */
export function fireCron(kernel: Kernel, transaction: Transaction, row: CronRow): void {
  const next = nextRow(row, transaction.now);
  if (next) save(kernel, transaction, next);
  else remove(kernel, transaction, row);
  const config = kernel.registry.get(row.slug);
  if (!config) return;
  const publicId = createHash("sha1")
    .update(`${nameOf(row)}\n${row.tickAt}`)
    .digest("hex");
  const event = createEvent(
    kernel,
    { name: internalEvents.timer, data: { cron: row.expression }, publicId, ts: row.tickAt },
    transaction.now,
  );
  schedule(kernel, transaction, config, event);
}
