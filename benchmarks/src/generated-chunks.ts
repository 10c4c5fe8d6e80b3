import { createLocalEmbedder } from "@tributary/embedding";
import { lexicalText } from "@tributary/search";
import type { DocumentVectors } from "@tributary/vector-store";
import { seededRandom } from "./random.ts";

export const dimensions = 384;
export const chunksPerDocument = 3;
/** Documents written at once, as a sync does. */
export const documentsPerCall = 50;

const vocabulary = 30_000;
const wordsPerChunk = 110;

/** Documents of words drawn by Zipf's law, with vectors of the local embedder. */
export interface GeneratedChunks {
  /** The documents of one call, the same for the same number; `version` gives them other texts. */
  call(number: number, version?: number): Promise<DocumentVectors[]>;
  /** Some words of a chunk that is in the store, and their vector. */
  query(number: number): Promise<{ readonly terms: string; readonly vector: Float32Array }>;
}

/** Builds documents for this many calls; queries are about the documents of all of them. */
export function createGeneratedChunks({ calls }: { readonly calls: number }): GeneratedChunks {
  const embedder = createLocalEmbedder({ dimensions });
  const drawWord = zipfWords();
  const textOf = (random: () => number) => Array.from({ length: wordsPerChunk }, () => drawWord(random)).join(" ");
  const seedOf = (call: number, version: number) => call * 1_000 + version;
  return {
    async call(number, version = 0) {
      const random = seededRandom(seedOf(number, version));
      const texts = Array.from({ length: documentsPerCall * chunksPerDocument }, () => textOf(random));
      const vectors = await embedder.embed(texts, { inputType: "document" });
      return Array.from({ length: documentsPerCall }, (_, index) => {
        const path = `src/part${index}/module${number}/file.ts`;
        const documentId = `git:1:file:${path}`;
        const records = Array.from({ length: chunksPerDocument }, (_, ordinal) => {
          const chunk = index * chunksPerDocument + ordinal;
          const text = texts[chunk] ?? "";
          const place = { ordinal, startLine: ordinal * 40 + 1, endLine: ordinal * 40 + 40, heading: "" };
          const fields = {
            ...{ source: "git", sourceId: "bench", type: "file", title: "file.ts", path, repository: "bench/bench" },
            ...{ url: null, author: "ann", state: null, updatedAt: number * 60_000, ...place },
          };
          const vector = vectors[chunk] ?? new Float32Array(dimensions);
          const lexical = lexicalText({ ...fields, text });
          return { id: `${documentId}#${ordinal}`, documentId, vector, text, lexical, fields };
        });
        return { documentId, records };
      });
    },
    async query(number) {
      const random = seededRandom(seedOf(number % calls, 0));
      const words = textOf(random).split(" ");
      const terms = words.slice(number % 50, (number % 50) + 3 + (number % 4)).join(" ");
      const [vector = new Float32Array(dimensions)] = await embedder.embed([terms], { inputType: "query" });
      return { terms, vector };
    },
  };
}

/** Draws words by Zipf's law: the nth most frequent is n times as rare as the first. */
function zipfWords(): (random: () => number) => string {
  const random = seededRandom(1);
  const letters = "etaoinshrdlucmfwypvbgk";
  const letter = () => letters[Math.floor(random() ** 2 * letters.length)];
  const words = Array.from({ length: vocabulary }, (_, rank) => {
    const word = Array.from({ length: 3 + Math.floor(random() * 7) }, letter).join("");
    return `${word}${rank.toString(36)}`;
  });
  const total = words.reduce((mass, _, rank) => mass + 1 / (rank + 1), 0);
  let reached = 0;
  const upTo = words.map((_, rank) => {
    reached += 1 / (rank + 1) / total;
    return reached;
  });
  return (draw) => {
    const wanted = draw();
    let [low, high] = [0, vocabulary - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] ?? 1) < wanted) low = middle + 1;
      else high = middle;
    }
    return words[low] ?? "";
  };
}
