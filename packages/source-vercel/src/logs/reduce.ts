import { type LogLine, textOf } from "./lines.ts";

/** What is kept of a build log. */
export interface ReducedLog {
  /** What was done, with the seconds since the first line. */
  readonly steps: readonly string[];
  /** Each warning once. */
  readonly warnings: readonly string[];
  /** The lines about what went wrong and those around them; an ellipsis stands for what is between. */
  readonly error: readonly string[];
  /** What did not fit, in words. */
  readonly missing: readonly string[];
}

const STEPS_MAX = 80;
const WARNINGS_MAX = 60;
/** Lines of output before and after a line about an error that are kept with it. */
const BEFORE = 15;
const AFTER = 25;
const ERROR_LINES_MAX = 400;

/** Lines of Vercel's own that begin a step. */
const STEP =
  /^(Running "|Running build in |Cloning |Cloning completed|Previous build caches|Restored build cache|Retrieving list of deployment files|Downloading \d+ deployment files|Detected |Installing dependencies|Running Ignored Build Step|Build Completed|Traced |Created all serverless|Collected static files|Deploying outputs|Deployment completed|Uploading build cache|Uploading \[|Creating build cache|Created build cache|Build cache uploaded|Skipping cache upload|Skipping build)/;

const WARNING = /(^|[\s[(])warn(ing)?s?\b|^\s*⚠|\bdeprecat(ed|ion)/i;

const ERROR =
  /(^|[\s[(×✘✖])(error|err!|fatal|panic)\b ?[:!\])(]|^\s*(npm|pnpm) (err!|error)|\bERR_[A-Z_]+\b|^\s*ERR_?\w* |^error\b|\b\w*(Error|Exception): |failed to (compile|load|resolve|collect|fetch|build)|\bcannot find (module|name|package)|module not found|exited with (code |status )?[1-9]|returned a non-zero|out of memory|SIGKILL|^Traceback |command not found|\bbuild (failed|error)\b|ELIFECYCLE|ENOENT|EACCES/i;

/** Reduces a log to steps, warnings and, when the build failed, the error with its surroundings. */
export function reduceLog(lines: readonly LogLine[], failed: boolean): ReducedLog {
  const start = lines.find(({ at }) => at !== null)?.at ?? null;
  const steps = lines.filter(({ isCommand, text }) => isCommand || STEP.test(text));
  const about = lines.flatMap((line, index) => (isError(line) ? [index] : []));
  // A build that went well all the same had no error: what looks like one is a warning.
  const warned = lines.filter(
    (line) => line.level === "warning" || WARNING.test(line.text) || (!failed && isError(line)),
  );
  const warnings = [...new Set(warned.map(textOf))];
  const error = failed ? windowsOf(lines, about) : { lines: [], left: 0 };
  return {
    steps: steps.slice(0, STEPS_MAX).map((line) => `${offsetOf(line, start)}${textOf(line)}`),
    warnings: warnings.slice(0, WARNINGS_MAX),
    error: error.lines,
    missing: [
      ...missingOf("steps", steps.length - STEPS_MAX),
      ...missingOf("warnings", warnings.length - WARNINGS_MAX),
      ...missingOf("lines around errors", error.left),
    ],
  };
}

function isError({ level, text }: LogLine): boolean {
  return level === "error" || (level !== "warning" && ERROR.test(text) && !/\b0 errors?\b/i.test(text));
}

/** The lines at those places with those around them; the end of the log when no line says what went wrong. */
function windowsOf(lines: readonly LogLine[], about: readonly number[]) {
  const places = about.length > 0 ? about : [lines.length - 1];
  const wanted = new Set<number>();
  for (const place of places) {
    for (let index = Math.max(0, place - BEFORE); index <= Math.min(lines.length - 1, place + AFTER); index += 1) {
      wanted.add(index);
    }
  }
  const all = [...wanted].sort((one, other) => one - other);
  // Of very many, the first, where it began, and the last, where the build gave up.
  const half = ERROR_LINES_MAX / 2;
  const kept = all.length <= ERROR_LINES_MAX ? all : [...all.slice(0, half), ...all.slice(-half)];
  const shown: string[] = [];
  let previous = kept[0] === undefined ? 0 : kept[0] - 1;
  for (const index of kept) {
    const line = lines[index];
    if (line === undefined) continue;
    if (index !== previous + 1) shown.push("…");
    shown.push(textOf(line));
    previous = index;
  }
  return { lines: shown, left: all.length - kept.length };
}

function offsetOf({ at }: LogLine, start: number | null): string {
  return at === null || start === null ? "" : `+${Math.max(0, Math.round((at - start) / 1_000))} s  `;
}

function missingOf(what: string, count: number): readonly string[] {
  return count > 0 ? [`build log: ${count} more ${what}`] : [];
}
