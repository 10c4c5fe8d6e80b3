/**
 * Splits a stream at NUL bytes, wherever its chunks begin and end. Tokens are byte strings: one character a byte, so
 * that names in any encoding stay exact. What follows the last NUL is no token.
 */
export async function* nulTokens(chunks: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  let rest = "";
  for await (const chunk of chunks) {
    const tokens = (rest + chunk.toString("latin1")).split("\0");
    rest = tokens.pop() ?? "";
    if (tokens.length > 0) yield tokens;
  }
}
