import { createLocalEmbedder } from "@tributary/embedding";
import { seededRandom } from "./random.ts";
import type { BenchRow } from "./row.ts";

const CHUNKS = 1500;
const ROUNDS = 7;

/**
 * How fast one thread turns chunks of code into vectors of the local embedder: the median of rounds over the same seeded
 * text of about 2.5 MB in chunks of about 1,700 characters. The goal in chunks is what 400 files a second of three chunks
 * each take.
 */
export async function benchEmbedding(): Promise<BenchRow[]> {
  const texts = generateChunks(CHUNKS);
  const megabytes = texts.reduce((total, text) => total + Buffer.byteLength(text), 0) / 1e6;
  const embedder = createLocalEmbedder();
  const embed = await medianSeconds(() => embedder.embed(texts, { inputType: "document" }));
  return [
    {
      name: "local embedder, code in chunks of 1,700 characters",
      value: megabytes / embed,
      unit: "MB/s",
      goal: "≥ 15",
    },
    { name: "local embedder, chunks", value: CHUNKS / embed, unit: "chunks/s", goal: "≥ 1,200" },
  ];
}

async function medianSeconds(work: () => Promise<unknown>): Promise<number> {
  const seconds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await work();
    seconds.push((performance.now() - start) / 1000);
  }
  return seconds.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
}

/** Code as it is written: identifiers of a vocabulary of 4,000 by Zipf's law, keywords, brackets, strings, comments. */
function generateChunks(count: number): string[] {
  const random = seededRandom(42);
  const pick = <Item>(items: readonly Item[], skew = 1): Item =>
    items[Math.floor(random() ** skew * items.length)] as Item;
  const syllables = "re qu est hand ler ses sion store cache in dex par ser node tree up date con fig val ue".split(
    " ",
  );
  const word = (): string => Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(syllables)).join("");
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const names = Array.from({ length: 4000 }, () => `${word()}${random() < 0.5 ? capital(word()) : `_${word()}`}`);
  const name = (): string => pick(names, 3);
  const lines: readonly (() => string)[] = [
    () => `export function ${name()}(${name()}: string, ${name()}: number): void {`,
    () => `  const ${name()} = await this.${name()}.${name()}({ ${name()}: ${Math.floor(random() * 1000)} });`,
    () => `  if (${name()} !== undefined && ${name()}.length > 0) return ${name()};`,
    () => `  // The ${word()} of the ${word()} ${word()}, when the ${name()} is not the one that ${word()} has.`,
    () => `  throw new Error("Cannot ${word()} the ${word()}: ${name()}");`,
    () => "}\n",
  ];
  return Array.from({ length: count }, () => {
    let text = "";
    while (text.length < 1650) text += `${pick(lines)()}\n`;
    return text;
  });
}
