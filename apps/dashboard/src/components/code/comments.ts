/** Whether a piece of a file begins within a comment that ends with a star and a slash, as far as the piece shows. */
export function beginsInComment(text: string, path: string | null): boolean {
  if (
    path === null ||
    !/\.(?:[cm]?[jt]sx?|java|kt|c|h|cc|cpp|hpp|cs|go|rs|swift|php|scala|css|scss|less|dart|proto)$/i.test(path)
  )
    return false;
  const end = text.indexOf("*/");
  const begin = text.indexOf("/*");
  return end >= 0 ? begin < 0 || end < begin : begin < 0 && /^\s*\*(?:\s|$)/.test(text);
}
