import type { LogEvent } from "../api/schemas.ts";
import { cleanLines } from "./clean.ts";

/** One line of a build log. */
export interface LogLine {
  readonly text: string;
  /** Milliseconds since the epoch; null when the log does not say. */
  readonly at: number | null;
  /** What Vercel says of it. */
  readonly level: "error" | "warning" | null;
  /** Whether it is a command Vercel ran. */
  readonly isCommand: boolean;
  /** How many lines in a row it stands for: itself, the same before it, and earlier states of the same progress. */
  readonly times: number;
}

/** Events that are lines of output; states, metrics and requests are not (types of GET /v3/deployments/{}/events). */
const OUTPUT: ReadonlySet<string> = new Set(["command", "stdout", "stderr", "exit", "fatal"]);

/** The lines of a log in order, cleaned, with repeated ones and progress folded into one. */
export function linesOf(events: readonly LogEvent[]): readonly LogLine[] {
  const lines: LogLine[] = [];
  let shape = "";
  for (const event of events) {
    if (!OUTPUT.has(event.type)) continue;
    const text = event.payload?.text ?? event.text ?? "";
    const at = event.payload?.date ?? event.date ?? event.created ?? null;
    for (const plain of cleanLines(text)) {
      if (plain.trim() === "") continue;
      const line = { text: plain, at, level: levelOf(event), isCommand: event.type === "command", times: 1 };
      const next = shapeOf(plain);
      const before = lines.at(-1);
      // A counter that goes up is one line of news: its last state says it all.
      if (
        before !== undefined &&
        next === shape &&
        before.level === line.level &&
        before.isCommand === line.isCommand
      ) {
        lines[lines.length - 1] = { ...line, times: before.times + 1 };
      } else lines.push(line);
      shape = next;
    }
  }
  return lines;
}

/** A line for readers: with how often it came. */
export function textOf({ text, times }: LogLine): string {
  return times === 1 ? text : `${text} (× ${times})`;
}

function levelOf({ type, level }: LogEvent): LogLine["level"] {
  if (type === "fatal" || level === "error") return "error";
  return level === "warning" ? "warning" : null;
}

/** A progress: `12/58`, `40%`. Other numbers, such as those of lines in a stack, are worth reading. */
const PROGRESS = /\d ?\/ ?\d|\d ?%/;

function shapeOf(text: string): string {
  return PROGRESS.test(text) ? text.replace(/\d+/g, "0") : text;
}
