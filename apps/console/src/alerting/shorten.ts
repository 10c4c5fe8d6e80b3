/** A text of at most so many characters, with an ellipsis where it was cut. */
export function shorten(text: string, length: number): string {
  // Half of a surrogate pair is no character.
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
