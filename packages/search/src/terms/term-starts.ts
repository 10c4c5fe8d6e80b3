/** `starts[first * 128 + second]`: whether a part of a word that begins with these two characters may be one of some terms. */
export type TermStarts = Uint8Array;

const UNDERSCORE = 95;
const ASCII = 128;

/**
 * Prepares to pass over words without any of these terms at a glance. Analysis keeps the first two letters of a word and
 * of each part of it, but for case and `_`: a word of ASCII in which no part begins as one of the terms does has none.
 */
export function createTermStarts(terms: Iterable<string>): TermStarts {
  const starts = new Uint8Array(ASCII * ASCII);
  for (const term of terms) {
    const [first, second] = [term.charCodeAt(0), term.charCodeAt(1)];
    if (!(first < ASCII) || second >= ASCII) continue;
    for (const begin of bothCases(first)) {
      if (term.length === 1) starts.fill(1, begin * ASCII, (begin + 1) * ASCII);
      // The whole of `a_bc` is `abc`.
      else for (const next of [...bothCases(second), UNDERSCORE]) starts[begin * ASCII + next] = 1;
    }
  }
  return starts;
}

/** Terms are lower-case. */
function bothCases(code: number): readonly number[] {
  return code >= 97 && code <= 122 ? [code, code - 32] : [code];
}
