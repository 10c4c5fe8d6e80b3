import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";

/**
 * What the workload did outside the engine, in a file that outlives every crash: one line for each execution of a step
 * body, each acknowledged send, and each fault seen on the way.
 */
export interface Journal {
  executions(runId: string, step: string): number;
  /** Notes that a step's body runs now. */
  ran(runId: string, step: string): void;
  /** Notes that the engine has acknowledged these events. */
  acknowledged(events: string): void;
  isAcknowledged(events: string): boolean;
  /** Notes that the engine did what it must not do. */
  fault(what: string): void;
  close(): void;
}

/** What a journal held at the end. */
export interface JournalReport {
  /** Executions by `<run> <step>`. */
  readonly executions: ReadonlyMap<string, number>;
  readonly acknowledged: ReadonlySet<string>;
  readonly faults: readonly string[];
}

/** Reads a journal's file, which may be missing. */
export function readJournal(file: string): JournalReport {
  const executions = new Map<string, number>();
  const acknowledged = new Set<string>();
  const faults: string[] = [];
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  for (const line of lines) {
    if (line === "") continue;
    const [kind, ...rest] = line.split(" ");
    const what = rest.join(" ");
    if (kind === "ran") executions.set(what, (executions.get(what) ?? 0) + 1);
    else if (kind === "acknowledged") acknowledged.add(what);
    else faults.push(what);
  }
  return { executions, acknowledged, faults };
}

/** Opens a journal and goes on with what it holds. `isForced` waits for the disk after each line. */
export function openJournal(file: string, isForced: boolean): Journal {
  const before = readJournal(file);
  const executions = new Map(before.executions);
  const descriptor = openSync(file, "a");
  function write(line: string): void {
    writeSync(descriptor, `${line}\n`);
    if (isForced) fsyncSync(descriptor);
  }
  return {
    executions: (runId, step) => executions.get(`${runId} ${step}`) ?? 0,
    ran(runId, step) {
      const key = `${runId} ${step}`;
      executions.set(key, (executions.get(key) ?? 0) + 1);
      write(`ran ${key}`);
    },
    acknowledged: (events) => write(`acknowledged ${events}`),
    isAcknowledged: (events) => before.acknowledged.has(events),
    fault: (what) => write(`fault ${what}`),
    close: () => closeSync(descriptor),
  };
}
