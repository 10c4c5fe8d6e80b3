import type { Job } from "@tributary/validation";

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
      if (json) {
        if (Date.now() - reported < OBJECT_INTERVAL_MS) return;
        reported = Date.now();
        stdout.write(`${JSON.stringify({ event: "progress", status: job.status, ...job.progress, ...job.counts })}\n`);
        return;
      }
      if (!stderr.isTTY) return;
      const text = progressLine(job, stderr.columns ?? 80);
      if (text === drawn) return;
      stderr.write(`\r\u001b[K${text}`);
      drawn = text;
    },
    progressDone: clear,
  };
}

/** `indexing ████████░░░░ 1,200/10,000 documents  3,410 chunks  2 failed`, cut to the terminal's width. */
export function progressLine(job: Job, columns: number): string {
  const { done, total, listing } = job.progress;
  const share = total === 0 ? 0 : Math.min(1, done / total);
  const filled = Math.round(share * BAR_WIDTH);
  const bar = `${"█".repeat(filled)}${"░".repeat(BAR_WIDTH - filled)}`;
  const number = (value: number) => value.toLocaleString("en-US");
  const parts = [
    `${listing ? "listing " : "indexing"} ${bar} ${number(done)}/${number(total)}${listing ? "+" : ""} documents`,
    `${number(job.counts.chunks)} chunks`,
    ...(job.counts.failed > 0 ? [`${number(job.counts.failed)} failed`] : []),
  ];
  return parts.join("  ").slice(0, Math.max(0, columns - 1));
}
