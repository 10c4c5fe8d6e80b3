const saturation = 1.2;
const lengthWeight = 0.75;

/** BM25 (k1 1.2, b 0.75) of space-separated texts; undefined where none of the terms occurs. */
export function bm25Scores(texts: readonly string[], terms: string): readonly (number | undefined)[] {
  const documents = texts.map(split);
  const meanLength = documents.reduce((sum, words) => sum + words.length, 0) / Math.max(documents.length, 1);
  const scores: (number | undefined)[] = documents.map(() => undefined);
  for (const term of new Set(split(terms))) {
    const counts = documents.map((words) => words.filter((word) => word === term).length);
    const holders = counts.filter((count) => count > 0).length;
    const rarity = Math.log(1 + (documents.length - holders + 0.5) / (holders + 0.5));
    for (const [index, count] of counts.entries()) {
      if (count === 0) continue;
      const length = (documents[index]?.length ?? 0) / meanLength;
      const weight = (count * (saturation + 1)) / (count + saturation * (1 - lengthWeight + lengthWeight * length));
      scores[index] = (scores[index] ?? 0) + rarity * weight;
    }
  }
  return scores;
}

function split(text: string): string[] {
  return text.split(" ").filter((word) => word !== "");
}
