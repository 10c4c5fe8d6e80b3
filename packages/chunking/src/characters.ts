/** Whether a UTF-16 code unit is ASCII white space. */
export function isBlank(unit: number): boolean {
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
}

/** Whether a UTF-16 code unit ends a line or is half of what does. */
export function isTerminator(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d;
}

/** Whether a UTF-16 code unit is an ASCII lower-case letter. */
export function isLower(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a;
}

/** Whether a UTF-16 code unit is an ASCII letter. */
export function isLetter(unit: number): boolean {
  return isLower(unit | 0x20);
}

/** Whether a UTF-16 code unit is an ASCII digit. */
export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** Whether a UTF-16 code unit may stand in an identifier: letters, digits, `_`, `$` and everything beyond ASCII. */
export function isIdentifierPart(unit: number): boolean {
  return isLetter(unit) || isDigit(unit) || unit === 0x5f || unit === 0x24 || unit >= 0x80;
}

/** Whether `position` lies inside a surrogate pair. */
export function splitsPair(input: string, position: number): boolean {
  const unit = input.charCodeAt(position);
  if (!(unit >= 0xdc00 && unit <= 0xdfff)) return false;
  const before = input.charCodeAt(position - 1);
  return before >= 0xd800 && before <= 0xdbff;
}

/** The identifier that begins at `start`, or "" when there is none or it has more than `longest` code units. */
export function wordAt(input: string, start: number, end: number, longest: number): string {
  let position = start;
  const limit = Math.min(end, start + longest + 1);
  while (position < limit && isIdentifierPart(input.charCodeAt(position))) position += 1;
  return position - start > longest ? "" : input.slice(start, position);
}
