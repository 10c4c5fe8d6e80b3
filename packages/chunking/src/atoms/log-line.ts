import { isBlank } from "../characters.ts";

/** How much of a line is looked at, in UTF-16 code units. */
const LONGEST_HEAD = 240;

// Colours and the like, as terminals are told them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they begin with an escape character
const escapes = /\u001b\[[0-9;?]{0,20}[A-Za-z]/g;

/** What a line of a log begins with when it begins an entry: a date, a time, or both, in whatever brackets. */
const timestamp = new RegExp(
  `^\\ufeff?[[(<{"]?(?:${[
    // 2026-01-31T10:20:30.123Z, 2026/01/31 10:20:30,123
    "\\d{4}[-/.]\\d\\d[-/.]\\d\\d(?:[T_ ]?\\d\\d?:\\d\\d(?::\\d\\d)?(?:[.,]\\d{1,9})?(?: ?Z| ?[-+]\\d\\d:?\\d\\d)?)?",
    // Jan 31 10:20:30, Sat Jan 31 10:20:30 2026
    "(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} {1,2}\\d{1,2} \\d\\d:\\d\\d:\\d\\d(?: \\d{4})?",
    // 31/Jan/2026:10:20:30 +0000
    "\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d(?: [-+]\\d{4})?",
    // 10:20:30.123
    "\\d\\d?:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?",
    // I0131 10:20:30.123456, as glog writes
    "[IWEF]\\d{4} \\d\\d:\\d\\d:\\d\\d\\.\\d+",
    // [   12.345678], as kernels write; 1769854830.123
    " {0,8}\\d{1,10}\\.\\d{3,6}(?=[\\] ])",
  ].join("|")})[\\])>}"]?(?=[\\s:|,;[-]|$)\\s?`,
);

/** What begins a step of a build, with its name. */
const steps: readonly RegExp[] = [
  // GitHub Actions, Azure Pipelines
  /^(?:##\[(?:group|section)\]|::group::)\s*(.+)/,
  // GitLab: section_start:1700000000:name[collapsed=true]
  /^section_start:\d+:([\w.-]+)/,
  // Docker: Step 3/9 : RUN …, #12 [builder 3/7] RUN …
  /^(Step \d+\/\d+ ?: .+)/,
  /^#\d+ (\[[^\]]{1,60}\] .+)/,
  // yarn, ninja with steps: [2/4] Fetching
  /^(\[\d{1,3}\/\d{1,3}\] .+)/,
  // Gradle, Ansible, Maven, Homebrew and others
  /^> (Task :\S+)/,
  /^((?:TASK|PLAY|RUNNING HANDLER) ?\[.{1,200}\])/,
  /^\[INFO\] -{3,} (.+?) -{3,}/,
  /^(?:=|-|\*|#){3,} ?([^=\-*#\s][^\r\n]{0,198}?) ?(?:=|-|\*|#){3,}\s*$/,
  /^={2,3}> (.+)/,
];
const errors =
  /(?:^|[^\w])(?:error|errors?:|fatal|failed|failure|panic|panicked|exception|traceback|critical|segmentation fault|npm err!)(?![\w-])|##\[error\]|\w(?:Error|Exception)\b/i;
const noErrors = /\b(?:0|no) (?:errors?|failures?|failed)\b/i;
/** Frames of stack traces and what goes on with one, wherever it is indented to. */
const continuations =
  /^(?:at |File "|Caused by:|Suppressed:|\.{3} \d+ more|goroutine \d+ \[|#\d+ 0x|\d+: 0x|stack backtrace:|--> )/;

/** What the beginning of a line of a log says about it. */
interface LogLine {
  /** It has a time at its beginning. */
  readonly isTimed: boolean;
  /** It goes on with the entry before it: it is indented, or a frame of a stack trace. */
  readonly continues: boolean;
  /** The name of the step it begins, or "". */
  readonly step: string;
  readonly isError: boolean;
}

/** Reads the beginning of the line `[start, end)`: at most 240 code units of it. */
export function readLogLine(input: string, start: number, end: number): LogLine {
  const raw = input.slice(start, Math.min(end, start + LONGEST_HEAD));
  const text = raw.includes("\u001b") ? raw.replace(escapes, "") : raw;
  const time = timestamp.exec(text)?.[0] ?? "";
  const rest = time === "" ? text : text.slice(time.length).trimStart();
  const isTimed = time !== "";
  return {
    isTimed,
    continues: (!isTimed && isBlank(text.charCodeAt(0))) || continuations.test(rest),
    step: stepOf(rest),
    isError: errors.test(rest) && !noErrors.test(rest),
  };
}

function stepOf(text: string): string {
  for (const step of steps) {
    const name = step.exec(text)?.[1]?.trim();
    if (name !== undefined && name !== "") return name;
  }
  return "";
}
