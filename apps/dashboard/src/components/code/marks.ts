/** Where something is marked in a line: from (inclusive) to (exclusive), in UTF-16 code units. */
export type MarkRange = readonly [from: number, to: number];

/** Tells where a line has words of a query. */
export type Marker = (line: string) => readonly MarkRange[];

const operator = /(-?)\b(source|type|repo|repository|author|state|symbol|path|after|before):(?:"([^"]*)"|([^\s"]*))/gi;
const phrase = /(-?)"([^"]+)"/g;

/** Words so frequent that marking them would mark everything; they are when a query has no other. */
const frequent = new Set(
  "a an and are as at be by can do does for from has have how i if in is it its of on or that the this to was what when where which who why will with".split(
    " ",
  ),
);

/** Marks what a query looks for: its phrases, its words as whole words or parts of names (`user` in `getUserName`), plurals too. */
export function createMarker(query: string): Marker {
  const wanted = wordsToMark(query).flatMap(formsOf);
  if (wanted.length === 0) return () => [];
  const pattern = new RegExp(
    [...wanted]
      .sort((one, other) => other.length - one.length)
      .map((one) => one.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replaceAll(/\s+/g, "\\s+"))
      .join("|"),
    "giu",
  );
  return (line) => {
    const ranges: MarkRange[] = [];
    pattern.lastIndex = 0;
    for (let found = pattern.exec(line); found; found = pattern.exec(line)) {
      const from = found.index;
      let to = from + found[0].length;
      if (isPlural(line, to)) to++;
      if (startsWord(line, from) && endsWord(line, to)) ranges.push([from, to]);
      else pattern.lastIndex = from + 1;
    }
    return ranges;
  };
}

/** What of a query is marked, each once, in lower case. */
export function wordsToMark(query: string): string[] {
  const phrases: string[] = [];
  const words: string[] = [];
  const rest = query
    .replaceAll(operator, (_, minus: string, name: string, quoted?: string, bare?: string) => {
      const value = (quoted ?? bare ?? "").split(/[.#]|::/).at(-1) ?? "";
      if (name.toLowerCase() === "symbol" && minus === "" && value !== "") words.push(value);
      return " ";
    })
    .replaceAll(phrase, (_, minus: string, text: string) => {
      if (minus === "") phrases.push(text.trim());
      return " ";
    });
  for (const word of rest.match(/[\p{L}\p{N}_]+/gu) ?? []) {
    words.push(word);
    const parts = word.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+/gu) ?? [];
    if (parts.length > 1) words.push(...parts.filter((part) => part.length > 2));
  }
  const all = [...new Set([...phrases, ...words].map((one) => one.toLowerCase()))].filter((one) =>
    /[\p{L}\p{N}]/u.test(one),
  );
  const telling = all.filter((one) => !frequent.has(one));
  return telling.length > 0 ? telling : all;
}

const letter = /[\p{L}\p{N}]/u;
const lower = /\p{Ll}/u;
const upper = /\p{Lu}/u;

function startsWord(line: string, at: number): boolean {
  const before = line.charAt(at - 1);
  if (!letter.test(before) || !letter.test(line.charAt(at))) return true;
  return !upper.test(before) && upper.test(line.charAt(at));
}

function endsWord(line: string, at: number): boolean {
  const after = line.charAt(at);
  if (!letter.test(after) || !letter.test(line.charAt(at - 1))) return true;
  return !upper.test(line.charAt(at - 1)) && upper.test(after);
}

function isPlural(line: string, at: number): boolean {
  const [before, sign] = [line.charAt(at - 1), line.charAt(at)];
  return ((sign === "s" && lower.test(before)) || (sign === "S" && upper.test(before))) && endsWord(line, at + 1);
}

/** A word, in the plural and the singular that are not made by an s behind it, which is looked for where it stands. */
function formsOf(word: string): string[] {
  if (/[^aeiou]y$/.test(word)) return [word, `${word.slice(0, -1)}ies`];
  if (/[^aeiou]ies$/.test(word)) return [word, `${word.slice(0, -3)}y`];
  return /[^s]s$/.test(word) && word.length > 3 ? [word, word.slice(0, -1)] : [word];
}
