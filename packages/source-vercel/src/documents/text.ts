/** Lines of output as a block nothing in them can end. */
export function block(lines: readonly string[]): string {
  if (lines.length === 0) return "";
  const fences = lines.join("\n").match(/`{3,}/g) ?? [];
  const fence = "`".repeat(Math.max(3, ...fences.map((found) => found.length + 1)));
  return [`${fence}text`, ...lines, fence].join("\n");
}

/** A length of time for people: `48 s`, `3 min 5 s`. */
export function durationOf(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const rest = seconds % 60;
  return `${Math.floor(seconds / 60)} min${rest === 0 ? "" : ` ${rest} s`}`;
}
