/** The mean length of lines, in UTF-16 code units, beyond which code was written by a program: minified or generated. */
const LONGEST_MEAN_LINE = 1_000;

/** Whether an input's lines are too long to be cut by: there is no boundary between functions on one line. */
export function hasLongLines(input: string): boolean {
  if (input.length <= LONGEST_MEAN_LINE) return false;
  let lines = 1;
  const enough = input.length / LONGEST_MEAN_LINE;
  for (let position = input.indexOf("\n"); position >= 0; position = input.indexOf("\n", position + 1)) {
    lines += 1;
    if (lines > enough) return false;
  }
  return true;
}
