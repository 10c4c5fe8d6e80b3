import { MarkdownTextSplitter, RecursiveCharacterTextSplitter } from "@langchain/textsplitters";
import { type Chunk, type ChunkKind, chunk, createSyntaxChunker } from "@tributary/chunking";
import { seededRandom } from "./random.ts";
import type { BenchRow } from "./row.ts";

type Random = () => number;

const ROUNDS = 15;
/** Rounds that are not counted, until the engine has compiled what it runs. */
const WARM_UP_ROUNDS = 4;
const DOCUMENTS = 240;
const MAX_TOKENS = 512;
const OVERLAP_TOKENS = 64;

interface Corpus {
  readonly name: string;
  readonly kind: ChunkKind;
  readonly documents: readonly string[];
  readonly units: number;
}

interface Splitter {
  split(document: string): Promise<number>;
}

/**
 * Chunking speed beside LangChain's splitters, in one run over the same generated documents: rounds alternate, the median
 * counts. LangChain is given the chunk size in characters that this package's chunks have on average, so that both make
 * about as many chunks; throws when the numbers differ by more than a quarter, as the comparison would mean nothing.
 */
export async function benchChunking(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const corpus of corpora()) {
    rows.push(...(await compare(corpus)));
    if (corpus.kind === "code") rows.push(...(await compareSyntax(corpus)));
  }
  return rows;
}

/** Code by its syntax beside the same by blocks, in rounds that alternate. */
async function compareSyntax(corpus: Corpus): Promise<BenchRow[]> {
  const options = { kind: corpus.kind, path: "file.ts", maxTokens: MAX_TOKENS };
  const chunker = createSyntaxChunker();
  const blocks: Splitter = { split: async (document) => chunk(document, options).length };
  const syntax: Splitter = {
    async split(document) {
      const { chunks, fallback } = await chunker.chunk(document, options);
      if (fallback) throw new Error(`A generated file was not cut by its syntax: ${fallback}.`);
      return chunks.length;
    },
  };
  const blockTimes: number[] = [];
  const syntaxTimes: number[] = [];
  let count = 0;
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    const block = await timed(blocks, corpus.documents);
    const parsed = await timed(syntax, corpus.documents);
    count = parsed.count;
    if (round < 0) continue;
    blockTimes.push(block.milliseconds);
    syntaxTimes.push(parsed.milliseconds);
  }
  const share = median(syntaxTimes.map((time, round) => (blockTimes[round] ?? Number.NaN) / time));
  return [
    {
      name: "chunking code by syntax",
      value: round(corpus.units / 1000 / median(syntaxTimes)),
      unit: "MB/s",
      goal: "≥ 4 MB/s",
    },
    { name: "chunking code by syntax: of the speed by blocks", value: round(share), unit: "×" },
    { name: "chunking code by syntax: chunks", value: count, unit: "chunks" },
  ];
}

function corpora(): Corpus[] {
  const random = seededRandom(20_261_101);
  const made = (name: string, kind: ChunkKind, make: () => string): Corpus => {
    // Strings as they come from a file: one piece each, not the parts they were put together from.
    const documents = Array.from({ length: DOCUMENTS }, () => Buffer.from(make()).toString());
    return { name, kind, documents, units: documents.reduce((sum, document) => sum + document.length, 0) };
  };
  return [
    made("text", "text", () => proseDocument(random)),
    made("Markdown", "markdown", () => markdownDocument(random)),
    made("code", "code", () => codeFile(random)),
  ];
}

async function compare(corpus: Corpus): Promise<BenchRow[]> {
  const overlapTokens = corpus.kind === "code" ? 0 : OVERLAP_TOKENS;
  const options = { kind: corpus.kind, maxTokens: MAX_TOKENS, overlapTokens };
  const chunks = corpus.documents.flatMap((document) => chunk(document, options));
  const unitsAToken =
    corpus.units / sum(chunks, (part) => part.tokens * ((part.end - part.bodyStart) / part.text.length));
  const theirs = langChainSplitter(corpus.kind, await sizeFor(corpus, chunks.length, overlapTokens * unitsAToken));
  const ours: Splitter = { split: async (document) => chunk(document, options).length };

  const ourTimes: number[] = [];
  const theirTimes: number[] = [];
  let theirCount = 0;
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    const our = await timed(ours, corpus.documents);
    const their = await timed(theirs, corpus.documents);
    theirCount = their.count;
    if (round < 0) continue;
    ourTimes.push(our.milliseconds);
    theirTimes.push(their.milliseconds);
  }
  const ratioOfCounts = chunks.length / theirCount;
  if (ratioOfCounts < 0.75 || ratioOfCounts > 1.33) {
    throw new Error(`${corpus.name}: ${chunks.length} chunks here and ${theirCount} by LangChain cannot be compared.`);
  }
  const ourSpeed = corpus.units / 1000 / median(ourTimes);
  const theirSpeed = corpus.units / 1000 / median(theirTimes);
  // Of each round's pair, as other work on the machine slows both alike.
  const timesFaster = median(ourTimes.map((time, round) => (theirTimes[round] ?? Number.NaN) / time));
  const prefix = `chunking ${corpus.name}${corpus.kind === "code" ? " by blocks" : ""}`;
  return [
    { name: prefix, value: round(ourSpeed), unit: "MB/s" },
    { name: `${prefix}: LangChain`, value: round(theirSpeed), unit: "MB/s" },
    {
      name: `${prefix}: times LangChain`,
      value: round(timesFaster),
      unit: "×",
      ...(corpus.kind === "code" ? undefined : { goal: "≥ 2 ×" }),
    },
    { name: `${prefix}: chunks`, value: chunks.length, unit: "chunks" },
    { name: `${prefix}: chunks by LangChain`, value: theirCount, unit: "chunks" },
  ];
}

/** The chunk size in characters with which LangChain makes about `wanted` chunks of the corpus. */
async function sizeFor(corpus: Corpus, wanted: number, overlap: number): Promise<{ size: number; overlap: number }> {
  let size = Math.round(corpus.units / wanted + overlap);
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const { count } = await timed(langChainSplitter(corpus.kind, { size, overlap }), corpus.documents);
    size = Math.max(200, Math.round(size * (count / wanted)));
  }
  return { size, overlap };
}

function langChainSplitter(kind: ChunkKind, { size, overlap }: { size: number; overlap: number }): Splitter {
  const fields = { chunkSize: size, chunkOverlap: Math.min(Math.round(overlap), size - 1) };
  const splitter =
    kind === "markdown"
      ? new MarkdownTextSplitter(fields)
      : kind === "code"
        ? RecursiveCharacterTextSplitter.fromLanguage("js", fields)
        : new RecursiveCharacterTextSplitter(fields);
  return { split: async (document) => (await splitter.splitText(document)).length };
}

async function timed(
  splitter: Splitter,
  documents: readonly string[],
): Promise<{ milliseconds: number; count: number }> {
  const start = performance.now();
  let count = 0;
  for (const document of documents) count += await splitter.split(document);
  return { milliseconds: performance.now() - start, count };
}

function sum(chunks: readonly Chunk[], measure: (part: Chunk) => number): number {
  return chunks.reduce((total, part) => total + measure(part), 0);
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

const vocabulary = (
  "the of a to in and is for on with that by as at from or this each when every between before after while over under " +
  "request response server client value index document search result token vector query system process function message " +
  "returns reads writes stores keeps sends holds finds removes updates configuration environment connection transaction " +
  "short large first last current previous available consistent independent durable deterministic incremental " +
  "it its they one two more less never always only also still then so because however therefore people team project"
).split(" ");

function pick(random: Random, words: readonly string[]): string {
  return words[Math.floor(random() * words.length)] ?? "";
}

function between(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

function many(random: Random, least: number, most: number, make: () => string, separator: string): string {
  return Array.from({ length: between(random, least, most) }, make).join(separator);
}

function name(random: Random): string {
  const word = pick(random, vocabulary);
  const next = pick(random, vocabulary);
  return word + next.charAt(0).toUpperCase() + next.slice(1);
}

/** Every fourth document has typographic marks and accents, and so is no ASCII. */
function typographic(random: Random, text: string): string {
  return random() < 0.25 ? text.replaceAll(", however", " — however").replaceAll(" system ", " “système” ") : text;
}

function sentence(random: Random): string {
  const words = many(random, 6, 22, () => pick(random, vocabulary) + (random() < 0.08 ? "," : ""), " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${random() < 0.05 ? "?" : "."}`;
}

function paragraph(random: Random): string {
  return many(random, 2, 7, () => sentence(random), " ");
}

/** Breaks lines before column 80, as much prose in repositories is. */
function wrapped(text: string): string {
  let column = 0;
  return text.replaceAll(/\S+ ?/g, (word) => {
    column += word.length;
    if (column <= 80) return word;
    column = word.length;
    return `\n${word}`;
  });
}

/** 4 to 60 kB of paragraphs, half of the documents with hard line breaks. */
function proseDocument(random: Random): string {
  const isWrapped = random() < 0.5;
  const make = (): string => (isWrapped ? wrapped(paragraph(random)) : paragraph(random));
  return typographic(random, `${many(random, 8, 120, make, "\n\n")}\n`);
}

/** 3 to 40 kB of sections: paragraphs, lists, fenced code and tables below headings of three levels. */
function markdownDocument(random: Random): string {
  const isWrapped = random() < 0.5;
  const block = (): string => {
    const kind = random();
    if (kind < 0.2) return many(random, 3, 8, () => `- ${sentence(random)}`, "\n");
    if (kind < 0.35) return `\`\`\`ts\n${codeBlock(random, "")}\`\`\``;
    if (kind < 0.42)
      return `| name | meaning |\n|---|---|\n${many(random, 3, 9, () => `| \`${name(random)}\` | ${sentence(random)} |`, "\n")}`;
    const text = `${paragraph(random)} See [${name(random)}](https://example.com/${name(random)}) and \`${name(random)}\`.`;
    return isWrapped ? wrapped(text) : text;
  };
  const section = (): string => {
    const heading = `${"#".repeat(between(random, 2, 3))} ${sentence(random).slice(0, 40)}`;
    return `${heading}\n\n${many(random, 1, 6, block, "\n\n")}`;
  };
  return typographic(random, `# ${name(random)}\n\n${paragraph(random)}\n\n${many(random, 3, 24, section, "\n\n")}\n`);
}

/** 2 to 30 kB of functions and classes with comments. */
function codeFile(random: Random): string {
  const imports = many(random, 2, 8, () => `import { ${name(random)} } from "./${name(random)}.ts";`, "\n");
  const definition = (): string => {
    const comment = `/** ${sentence(random)} */\n`;
    if (random() < 0.3) {
      const method = (): string =>
        `  ${name(random)}(${name(random)}: string): void {\n${codeBlock(random, "    ")}  }`;
      return `${comment}export class ${name(random)} {\n${many(random, 2, 7, method, "\n\n")}\n}`;
    }
    return `${comment}export function ${name(random)}(${name(random)}: number): string {\n${codeBlock(random, "  ")}}`;
  };
  return `${imports}\n\n${many(random, 6, 50, definition, "\n\n")}\n`;
}

function codeBlock(random: Random, indentation: string): string {
  const line = (): string => {
    const kind = random();
    if (kind < 0.2)
      return `${indentation}if (${name(random)} > ${between(random, 1, 99)}) {\n${indentation}  return ${name(random)}();\n${indentation}}\n`;
    if (kind < 0.3) return `${indentation}// ${sentence(random)}\n`;
    return `${indentation}const ${name(random)} = ${name(random)}("${pick(random, vocabulary)}", [${name(random)}, ${between(random, 1, 999)}]);\n`;
  };
  return many(random, 3, 14, line, "");
}
