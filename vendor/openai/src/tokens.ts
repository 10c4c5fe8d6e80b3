/** Counts tokens, and cuts texts by them. */
export interface TokenCounter {
  /** Tokens of the text: exact, or a few per thousand too many. */
  count(text: string): number;
  /** The longest start, near enough, of at most so many tokens; never half a surrogate pair. */
  cut(text: string, maxTokens: number): string;
}

/** Characters given to the tokenizer at once: its time grows with the square of a run without a break. */
const pieceLength = 1_024;

/**
 * The tokenizer of OpenAI's embedding models, cl100k_base, by gpt-tokenizer. Loading takes some 150 ms and 66 MB, once;
 * counting goes at about 10 MB a second.
 */
export async function loadTokenCounter(): Promise<TokenCounter> {
  const { countTokens } = await import("gpt-tokenizer/encoding/cl100k_base");
  // Names of special tokens in a text are text like any other.
  const asText = { disallowedSpecial: new Set<string>() };
  const countPiece = (piece: string) => countTokens(piece, asText);

  return {
    count(text) {
      let total = 0;
      for (const { from, to } of piecesOf(text)) total += countPiece(text.slice(from, to));
      return total;
    },
    cut(text, maxTokens) {
      // A token is at least one byte.
      if (text.length * 3 <= maxTokens || Buffer.byteLength(text) <= maxTokens) return text;
      let total = 0;
      for (const { from, to } of piecesOf(text)) {
        const tokens = countPiece(text.slice(from, to));
        if (total + tokens > maxTokens) {
          return text.slice(0, longestWithin(text, from, to, maxTokens - total, countPiece));
        }
        total += tokens;
      }
      return text;
    },
  };
}

/** Pieces of at most `pieceLength` characters that end before white space where there is some. */
function* piecesOf(text: string): Generator<{ readonly from: number; readonly to: number }> {
  let from = 0;
  while (from < text.length) {
    let to = Math.min(text.length, from + pieceLength);
    if (to < text.length) {
      let space = to;
      while (space > from + pieceLength / 2 && !startsSpace(text, space)) space -= 1;
      to = space > from + pieceLength / 2 ? space : betweenCharacters(text, to);
    }
    yield { from, to };
    from = to;
  }
}

function longestWithin(
  text: string,
  from: number,
  to: number,
  budget: number,
  count: (piece: string) => number,
): number {
  let fits = from;
  let exceeds = to;
  while (exceeds - fits > 1) {
    const middle = (fits + exceeds) >> 1;
    if (count(text.slice(from, middle)) <= budget) fits = middle;
    else exceeds = middle;
  }
  return betweenCharacters(text, fits);
}

const isSpace = (code: number) => code === 32 || (code >= 9 && code <= 13);

const startsSpace = (text: string, at: number) => isSpace(text.charCodeAt(at)) && !isSpace(text.charCodeAt(at - 1));

function betweenCharacters(text: string, at: number): number {
  const before = text.charCodeAt(at - 1);
  return at > 0 && before >= 0xd800 && before <= 0xdbff ? at - 1 : at;
}
