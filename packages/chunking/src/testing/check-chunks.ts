import { type Chunk, type ChunkOptions, estimateTokens } from "../index.ts";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** Below this, code units are characters of their own, but for the line feed of a carriage return. */
const FIRST_COMBINING = 0x300;

const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });

/** The line of each code unit, counted the plain way. */
function linesOf(input: string): Int32Array {
  const lines = new Int32Array(input.length);
  let line = 1;
  for (let position = 0; position < input.length; position += 1) {
    lines[position] = line;
    const unit = input.charCodeAt(position);
    if (unit === LINE_FEED || (unit === CARRIAGE_RETURN && input.charCodeAt(position + 1) !== LINE_FEED)) line += 1;
  }
  return lines;
}

/** Where the user-perceived characters of an input begin; found when it is first asked for. */
function graphemesOf(input: string): () => ReadonlySet<number> {
  let found: ReadonlySet<number> | undefined;
  return () => {
    found ??= new Set(Array.from(segmenter.segment(input), (segment) => segment.index));
    return found;
  };
}

function check(holds: boolean, what: string, part?: Chunk): void {
  if (!holds) throw new Error(`${what}${part ? `: ${JSON.stringify(part)}` : ""}`);
}

/** Throws when chunks of an input are not what any chunks have to be. */
export function checkChunks(
  input: string,
  parts: readonly Chunk[],
  chunkOptions: ChunkOptions & { maxTokens: number },
): void {
  const lines = linesOf(input);
  const graphemes = graphemesOf(input);
  check(parts.map((part) => input.slice(part.bodyStart, part.end)).join("") === input, "the bodies are the input");
  let previous: Chunk | undefined;
  for (const [index, part] of parts.entries()) {
    check(part.index === index, "numbered in order", part);
    check(part.text === input.slice(part.start, part.end), "the text is the slice", part);
    check(part.start <= part.bodyStart && part.bodyStart < part.end, "no body is empty", part);
    check(part.bodyStart === (previous?.end ?? 0), "each body begins where the last one ended", part);
    check(part.start >= (previous?.bodyStart ?? 0), "the overlap is from the chunk before", part);
    check(part.tokens === estimateTokens(part.text), "the tokens are those of the text", part);
    check(part.tokens <= chunkOptions.maxTokens, "not too large", part);
    const overlap = part.text.slice(0, part.bodyStart - part.start);
    check(
      estimateTokens(overlap) <= Math.max(1, chunkOptions.overlapTokens ?? chunkOptions.maxTokens / 8),
      "the overlap is not too large",
      part,
    );
    check(part.startLine === lines[part.start] && part.endLine === lines[part.end - 1], "the lines are exact", part);
    const { header } = part;
    check(header === undefined || header.text === input.slice(header.start, header.end), "the header is a slice", part);
    check(header === undefined || header.end <= part.bodyStart, "the header is from before", part);
    for (const boundary of [part.start, part.end])
      checkBoundary(input, boundary, graphemes, chunkOptions.maxTokens, part);
    previous = part;
  }
}

function checkBoundary(
  input: string,
  boundary: number,
  graphemesOfInput: () => ReadonlySet<number>,
  maxTokens: number,
  part: Chunk,
): void {
  if (boundary === 0 || boundary === input.length) return;
  const before = input.charCodeAt(boundary - 1);
  const after = input.charCodeAt(boundary);
  check(!(before === CARRIAGE_RETURN && after === LINE_FEED), "no line terminator is split", part);
  if (before < FIRST_COMBINING && after < FIRST_COMBINING) return;
  const graphemes = graphemesOfInput();
  if (graphemes.has(boundary)) return;
  check(!/^[\ud800-\udbff][\udc00-\udfff]$/.test(input.slice(boundary - 1, boundary + 1)), "no pair is split", part);
  let start = boundary;
  while (!graphemes.has(start)) start -= 1;
  let end = boundary;
  while (end < input.length && !graphemes.has(end)) end += 1;
  check(estimateTokens(input.slice(start, end)) > maxTokens / 8, "no character is split that fits", part);
}
