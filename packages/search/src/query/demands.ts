import type { VectorFilter, VectorHit } from "@tributary/vector-store";
import { analyze, wholeTerm } from "../terms/analyze.ts";
import { DEFINITION_MARK, definedNames } from "../terms/definitions.ts";
import type { QueryRequest } from "./read-query.ts";

/** What stands between the parts of a qualified name: `Pool.acquire`, `Pool#acquire`, `pool::acquire`, `Pool > acquire`. */
const qualifiers = /\s*(?:[.#>/]|::)\s*/;

/** Whether results are held to more than the store filters by. */
export function isDemanding({ phrases, symbols, paths, without }: QueryRequest): boolean {
  return [phrases, symbols, paths, ...Object.values(without)].some((list) => list.length > 0);
}

/** Tells whether a hit meets everything a query demands. */
export function createDemandCheck(request: QueryRequest): (hit: VectorHit) => boolean {
  const wanted = checksOf(request);
  const unwanted = [
    ...checksOf(request.without),
    ...request.without.fields.map(
      ({ name, value }) =>
        ({ fields }: VectorHit) =>
          fields[name]?.toLowerCase() === value.toLowerCase(),
    ),
  ];
  return (hit) => wanted.every((meets) => meets(hit)) && !unwanted.some((meets) => meets(hit));
}

/** Terms that bring the demanded chunks up on the lexical side. */
export function demandTerms({ symbols, paths }: QueryRequest): string[] {
  const names = symbols.map((symbol) => wholeTerm(lastName(symbol))).filter((term) => term !== "");
  return [...names.flatMap((name) => [DEFINITION_MARK + name, name]), ...paths.flatMap((path) => analyze(path))];
}

/** The narrower of two filters; null when nothing can match both. */
export function narrow(first: VectorFilter, second: VectorFilter): VectorFilter | null {
  const narrowed: Record<string, unknown> = { ...first, ...second };
  for (const name of ["source", "sourceId", "type", "repository", "author", "state"] as const) {
    const [one, other] = [first[name], second[name]];
    if (one === undefined || other === undefined) continue;
    const both = one.filter((value) => other.includes(value));
    if (both.length === 0) return null;
    narrowed[name] = both;
  }
  const after = Math.max(...[first.updatedAfter, second.updatedAfter].filter((time) => time !== undefined));
  const before = Math.min(...[first.updatedBefore, second.updatedBefore].filter((time) => time !== undefined));
  if (after >= before) return null;
  if (Number.isFinite(after)) narrowed.updatedAfter = after;
  if (Number.isFinite(before)) narrowed.updatedBefore = before;
  return narrowed;
}

type Check = (hit: VectorHit) => boolean;

function checksOf(demands: Pick<QueryRequest, "phrases" | "symbols" | "paths">): Check[] {
  return [...demands.phrases.map(phraseCheck), ...demands.symbols.map(symbolCheck), ...demands.paths.map(pathCheck)];
}

/** In the text, the title or the path, as whole words; any white space stands for any other. */
function phraseCheck(phrase: string): Check {
  const inner = phrase.split(/\s+/).map(escapePattern).join("\\s+");
  // Where the phrase begins or ends with a sign there is no word to be whole.
  const before = /^[\p{L}\p{N}_]/u.test(phrase) ? "(?<![\\p{L}\\p{N}_])" : "";
  const after = /[\p{L}\p{N}_]$/u.test(phrase) ? "(?![\\p{L}\\p{N}_])" : "";
  const pattern = new RegExp(before + inner + after, "iu");
  return ({ text, fields }) =>
    [text, fields.title, fields.path ?? "", fields.heading].some((part) => pattern.test(part));
}

/** Defines the name, under the names in front of it. */
function symbolCheck(symbol: string): Check {
  const outer = symbol.split(qualifiers).slice(0, -1).map(wholeTerm);
  const name = wholeTerm(lastName(symbol));
  return ({ text, fields }) => {
    const headings = fields.heading.split(" > ").map(wholeTerm);
    const defines = headings.at(-1) === name || [...definedNames(text)].some((defined) => wholeTerm(defined) === name);
    if (!defines) return false;
    if (outer.length === 0) return true;
    const around = new Set([...headings, ...[...definedNames(text)].map(wholeTerm)]);
    return outer.every((part) => around.has(part));
  };
}

function pathCheck(path: string): Check {
  const pattern = new RegExp(path.split(/\*+/).map(escapePattern).join(".*"), "iu");
  return ({ fields }) => fields.path !== null && pattern.test(fields.path);
}

function lastName(symbol: string): string {
  return symbol.split(qualifiers).at(-1) ?? symbol;
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
