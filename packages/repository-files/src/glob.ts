/** Most alternatives one glob's braces may stand for. */
export const GLOB_MAX_ALTERNATIVES = 100;

type CharacterPattern = string | { readonly negated: boolean; readonly ranges: readonly (readonly [string, string])[] };
type SegmentPattern = readonly (CharacterPattern | typeof many | typeof one)[];

/** Stands for any number of characters within a segment, or of segments within a path. */
const many = Symbol("many");
const one = Symbol("one");

/**
 * Compiles a glob into a test of paths. `*` and `?` stay within a path segment, `**` crosses them, `[a-z]` and `[!a-z]`
 * are classes, `{a,b}` alternatives and `\` takes the next character literally; a name that begins with a dot is no
 * exception. As in .gitignore a glob without a slash before its end matches at any depth and other globs start at the
 * root. With `below`, what matches a folder matches everything in it. Matching takes at most the product of both
 * lengths: there is no expression that makes it run away. Throws RangeError when braces stand for too much.
 */
export function compileGlob(glob: string, options: { readonly below: boolean }): (path: string) => boolean {
  const alternatives = expandBraces(glob).map((alternative) => parsePath(alternative, options.below));
  return (path) => {
    const segments = path.split("/");
    return alternatives.some((pattern) => matchPath(pattern, segments));
  };
}

function expandBraces(glob: string): string[] {
  const finished: string[] = [];
  const open = [glob];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const braces = firstBraces(next);
    if (braces === null) {
      finished.push(next);
    } else {
      const { start, end, parts } = braces;
      for (const part of parts.toReversed()) open.push(next.slice(0, start) + part + next.slice(end));
    }
    if (finished.length + open.length > GLOB_MAX_ALTERNATIVES) {
      throw new RangeError(`the braces of ${JSON.stringify(glob)} stand for more than ${GLOB_MAX_ALTERNATIVES} globs`);
    }
  }
  return finished;
}

/** The first innermost pair of braces with a comma in it; other braces are ordinary characters. */
function firstBraces(glob: string): { start: number; end: number; parts: string[] } | null {
  const open: { readonly start: number; readonly commas: number[] }[] = [];
  for (let index = 0; index < glob.length; index += 1) {
    const character = glob[index];
    if (character === "\\") index += 1;
    else if (character === "{") open.push({ start: index, commas: [] });
    else if (character === ",") open.at(-1)?.commas.push(index);
    else if (character === "}") {
      const { start, commas } = open.pop() ?? { start: 0, commas: [] };
      if (commas.length === 0) continue;
      const edges = [start, ...commas, index];
      const parts = edges.slice(1).map((edge, part) => glob.slice((edges[part] ?? 0) + 1, edge));
      return { start, end: index + 1, parts };
    }
  }
  return null;
}

function parsePath(glob: string, below: boolean): (SegmentPattern | typeof many)[] {
  const trimmed = glob.replace(/\/+$/, "");
  const anchored = trimmed.includes("/");
  const segments = trimmed
    .split("/")
    .filter((segment) => segment !== "" && segment !== ".")
    .map((segment) => (segment === "**" ? many : parseSegment(segment)));
  const folderOnly = trimmed !== glob;
  const tail = below ? (folderOnly ? [[many], many] : [many]) : [];
  return [...(anchored ? [] : ([many] as const)), ...segments, ...(tail as (SegmentPattern | typeof many)[])];
}

function parseSegment(segment: string): SegmentPattern {
  const pattern: (CharacterPattern | typeof many | typeof one)[] = [];
  for (let index = 0; index < segment.length; index += 1) {
    const character = segment[index] ?? "";
    if (character === "*") {
      if (pattern.at(-1) !== many) pattern.push(many);
    } else if (character === "?") pattern.push(one);
    else if (character === "\\" && index + 1 < segment.length) {
      index += 1;
      pattern.push(segment[index] ?? "");
    } else {
      const set = character === "[" ? /^\[([!^]?)(\]?[^\]]*)\]/.exec(segment.slice(index)) : null;
      if (set === null) pattern.push(character);
      else {
        pattern.push({ negated: set[1] !== "", ranges: parseRanges(set[2] ?? "") });
        index += set[0].length - 1;
      }
    }
  }
  return pattern;
}

function parseRanges(set: string): [string, string][] {
  return [...set.matchAll(/(.)-(.)|(.)/gsu)].map(([, from, to, single]) =>
    from !== undefined && to !== undefined ? [from, to] : [single ?? "", single ?? ""],
  );
}

function matchPath(pattern: readonly (SegmentPattern | typeof many)[], segments: readonly string[]): boolean {
  return matchSequence(pattern, segments.length, (part, index) =>
    part !== many && matchSegment(part, segments[index] ?? "") ? 1 : 0,
  );
}

function matchSegment(pattern: SegmentPattern, segment: string): boolean {
  return matchSequence(pattern, segment.length, (part, index) => {
    const length = (segment.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
    if (part === one) return length;
    if (typeof part === "string") return segment[index] === part ? 1 : 0;
    if (typeof part === "symbol") return 0;
    const character = segment.slice(index, index + length);
    const inside = part.ranges.some(([from, to]) => from <= character && character <= to);
    return inside === part.negated ? 0 : length;
  });
}

/**
 * Matches parts against a sequence, where `many` takes any number of elements: on a mismatch only the last `many` has to
 * take one more, which is what keeps this from branching.
 */
function matchSequence<Part>(
  pattern: readonly Part[],
  length: number,
  take: (part: Part, index: number) => number,
): boolean {
  let part = 0;
  let index = 0;
  let lastMany = -1;
  let retryAt = 0;
  while (index < length) {
    const current = pattern[part];
    if (part < pattern.length && current === many) {
      lastMany = part;
      retryAt = index;
      part += 1;
      continue;
    }
    const taken = current === undefined ? 0 : take(current, index);
    if (taken > 0) {
      index += taken;
      part += 1;
      continue;
    }
    if (lastMany === -1) return false;
    retryAt += 1;
    index = retryAt;
    part = lastMany + 1;
  }
  while (part < pattern.length && pattern[part] === many) part += 1;
  return part === pattern.length;
}
