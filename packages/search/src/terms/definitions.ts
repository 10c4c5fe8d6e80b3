/** Stands before the term of a name a chunk defines: no analysed term starts with it. */
export const DEFINITION_MARK = "=";

const modifiers =
  "export|default|declare|public|private|protected|static|abstract|async|final|unsafe|inline|override|sealed|open|partial|" +
  "internal|extern|virtual|readonly|pub";
const keywords =
  "function|class|interface|type|enum|struct|trait|def|fn|func|fun|module|namespace|record|protocol|object|macro|sub|proc|" +
  "union|mixin";
const bindings = "const|let|var|val|static";
const name = "([\\p{L}_$][\\p{L}\\p{M}\\p{N}_$]*)";
const modified = `(?:(?:${modifiers})(?:\\([^()\\n]{0,40}\\))?[ \\t]+)*`;

// All of them start at the first word of a line and stay on it.
/** `export async function name`, `def name`, `func (receiver) name`, `pub const fn name`. */
const declared = new RegExp(
  `${modified}(?:const[ \\t]+)?(?:${keywords})(?:\\*|[ \\t]{0,4}\\([^()\\n]{0,80}\\))?[ \\t]+${name}`,
  "uy",
);
/** `const name`. */
const bound = new RegExp(`${modified}(?:${bindings})[ \\t]+${name}`, "uy");
/** `name = value`, `name := value` and `name: type = value`. */
const assigned = new RegExp(`${name}(?:[ \\t]?:[^=\\n]{1,80})?[ \\t]*:?=(?![=>])`, "uy");
/** `name = (parameters) =>`, `name = async function`: a class field that is a function. */
const functional = new RegExp(
  `${name}[ \\t]*=[ \\t]*(?:async[ \\t]+)?(?:function\\b|\\([^()\\n]{0,120}\\)[^=\\n]{0,60}=>)`,
  "uy",
);
/** `name(parameters) {`, perhaps after types: methods, and functions of C and its kin; no callbacks. */
const opened = /(?:[\w<>[\],.*&:?~]+[ \t]+){0,6}([A-Za-z_$][\w$]*)[ \t]?\([^;\n]{0,200}\)[^;()=\n]{0,80}\{[ \t]*$/my;

const modifierWords = new Set(modifiers.split("|"));
const startWords = new Set(`${modifiers}|${keywords}|${bindings}`.split("|"));
const statementWords = new Set(
  "if for while switch catch return function else do try with match when await new throw".split(" "),
);
const firstWords = /^([ \t]*)([\p{L}_$*~<[][\p{L}\p{M}\p{N}_$]*)/gmu;

/**
 * The names a text seems to define, as they are spelled, in many programming languages: by the shape of its lines,
 * without parsing, so a line of prose that begins with "type something" may count as well.
 */
export function definedNames(text: string): Set<string> {
  const names = new Set<string>();
  for (const { 0: start, 1: indent = "", 2: word = "", index } of text.matchAll(firstWords)) {
    const at = index + start.length - word.length;
    const found = startWords.has(word)
      ? (nameAt(declared, text, at) ??
        nameAt(opened, text, at) ??
        findBound(text, at, indent === "" || modifierWords.has(word)))
      : (nameAt(indent === "" ? assigned : functional, text, at) ?? findOpened(text, at, word));
    if (found !== undefined) names.add(found);
  }
  return names;
}

/** A variable further in than the margin, and without a modifier, belongs to some function: not what is searched for. */
function findBound(text: string, at: number, counts: boolean): string | undefined {
  return counts ? nameAt(bound, text, at) : undefined;
}

function findOpened(text: string, at: number, word: string): string | undefined {
  if (statementWords.has(word)) return undefined;
  const found = nameAt(opened, text, at);
  return found === undefined || statementWords.has(found) ? undefined : found;
}

function nameAt(shape: RegExp, text: string, at: number): string | undefined {
  shape.lastIndex = at;
  return shape.exec(text)?.[1];
}
