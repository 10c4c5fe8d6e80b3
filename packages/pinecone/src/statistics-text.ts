import type { TermStatistics } from "./term-statistics.ts";

/** Bytes of one text before base64, so that a record with it stays below Pinecone's 40 KB of metadata. */
const bytesPerText = 27_000;
/** A position's distance takes at most five bytes, its count as many. */
const mostBytesPerTerm = 10;

/** The frequencies in as many texts as needed: sorted positions as distances, each with its count, as variable-length numbers. */
export function textsOfFrequencies({ frequencies }: TermStatistics): readonly string[] {
  const texts: string[] = [];
  let bytes: number[] = [];
  let previous = 0;
  for (const position of [...frequencies.keys()].sort((one, other) => one - other)) {
    if (bytes.length + mostBytesPerTerm > bytesPerText) {
      texts.push(Buffer.from(bytes).toString("base64"));
      bytes = [];
      previous = 0;
    }
    writeNumber(bytes, position - previous);
    writeNumber(bytes, frequencies.get(position) ?? 0);
    previous = position;
  }
  if (bytes.length > 0) texts.push(Buffer.from(bytes).toString("base64"));
  return texts;
}

/** Adds the frequencies of one text. */
export function addFrequencies(frequencies: Map<number, number>, text: string): void {
  const bytes = Buffer.from(text, "base64");
  let place = 0;
  let position = 0;
  const read = (): number => {
    let value = 0;
    for (let factor = 1; place < bytes.length; factor *= 128) {
      const byte = bytes[place] ?? 0;
      place += 1;
      value += (byte & 127) * factor;
      if (byte < 128) break;
    }
    return value;
  };
  while (place < bytes.length) {
    position += read();
    frequencies.set(position, (frequencies.get(position) ?? 0) + read());
  }
}

function writeNumber(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}
