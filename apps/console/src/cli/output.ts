import type { Job, Rebuild } from "@tributary/validation";

/** Where a command writes: a person's terminal, or a stream of JSON lines for a program. */
export interface Output {
  readonly json: boolean;
  /** A line for people; silent with --json. */
  line(text: string): void;
  /** An object for programs, one line; silent without --json. */
  object(value: object): void;
  /** Something to know that is not the answer: on standard error. */
  note(text: string): void;
  /** A sync's progress: one line that rewrites itself on a terminal, an object a change with --json. */
  progress(job: Job): void;
  /** The same for an index that is being built. */
  indexProgress(rebuild: Rebuild): void;
  /** Ends the progress line. */
  progressDone(): void;
}

/** Columns of the progress bar itself. */
const BAR_WIDTH = 24;

/** Milliseconds between two progress objects with --json. */
const OBJECT_INTERVAL_MS = 500;

/** Builds an output over the process's standard streams. */
export function createOutput(options: {
  json: boolean;
  stdout?: NodeJS.WriteStream;
  stderr?: NodeJS.WriteStream;
}): Output {
  const { json, stdout = process.stdout, stderr = process.stderr } = options;
  let drawn = "";
  let reported = 0;
  const clear = () => {
    if (drawn) stderr.write("\r\u001b[K");
    drawn = "";
  };
  const show = (object: object, textFor: (columns: number) => string) => {
    if (json) {
      if (Date.now() - reported < OBJECT_INTERVAL_MS) return;
      reported = Date.now();
      stdout.write(`${JSON.stringify(object)}\n`);
      return;
    }
    if (!stderr.isTTY) return;
    const text = textFor(stderr.columns ?? 80);
    if (text === drawn) return;
    stderr.write(`\r\u001b[K${text}`);
    drawn = text;
  };
  return {
    json,
    line(text) {
      clear();
      if (!json) stdout.write(`${text}\n`);
    },
    object(value) {
      if (json) stdout.write(`${JSON.stringify(value)}\n`);
    },
    note(text) {
      clear();
      stderr.write(`${text}\n`);
    },
    progress(job) {
      const { status, progress, counts, waiting } = job;
      show({ event: "progress", status, ...progress, ...counts, ...(waiting && { waiting }) }, (columns) =>
        progressLine(job, columns),
      );
    },
    indexProgress(rebuild) {
      const { state, documents, chunks, embedded, cached } = rebuild;
      show({ event: "progress", status: state, ...documents, chunks, embedded, cached }, (columns) =>
        indexProgressLine(rebuild, columns),
      );
    },
    progressDone: clear,
  };
}

/** The time of day somebody has to wait until, as their clock shows it. */
function timeOfDay(time: string): string {
  return new Date(time).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

/**
 * `indexing ████████░░░░ 1,200/10,000 documents  3,410 chunks  2 failed`, cut to the terminal's width; after the documents
 * `waiting for GitHub until 14:05` while it does.
 */
export function progressLine(job: Job, columns: number): string {
  const { done, total, listing } = job.progress;
  const { chunks, failed } = job.counts;
  const end = `${number(done)}/${number(total)}${listing ? "+" : ""} documents`;
  const head = `${listing ? "listing " : "indexing"} ${bar(done, total)} ${end}`;
  const { waiting } = job;
  const wait = waiting ? [`${waiting.reason} until ${timeOfDay(waiting.until)}`] : [];
  return joined([head, ...wait, ...tail(chunks, failed)], columns);
}

/** `re-indexing ████████░░░░ 1,200/10,000 documents  3,410 chunks  210 embedded`, cut to the terminal's width. */
function indexProgressLine({ documents, chunks, embedded }: Rebuild, columns: number): string {
  const { done, total, failed } = documents;
  const head = `re-indexing ${bar(done, total)} ${number(done)}/${number(total)} documents`;
  return joined([head, ...tail(chunks, failed), `${number(embedded)} embedded`], columns);
}

function tail(chunks: number, failed: number): string[] {
  return [`${number(chunks)} chunks`, ...(failed > 0 ? [`${number(failed)} failed`] : [])];
}

function bar(done: number, total: number): string {
  const filled = Math.round((total === 0 ? 0 : Math.min(1, done / total)) * BAR_WIDTH);
  return `${"█".repeat(filled)}${"░".repeat(BAR_WIDTH - filled)}`;
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}

function joined(parts: readonly string[], columns: number): string {
  return parts.join("  ").slice(0, Math.max(0, columns - 1));
}
