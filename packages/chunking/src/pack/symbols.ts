import { isBlank, isDigit, wordAt } from "../characters.ts";
import { type LineToken, lineTokens } from "./line-tokens.ts";

/** How much of a line is looked at, and how far the line after it, in UTF-16 code units. */
const LONGEST_HEAD = 200;
const LONGEST_NAME = 100;
const OPENING_PARENTHESIS = 0x28;

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter((word) => word !== ""));
}

/** What may stand before the word that says what is defined. */
const modifiers = words(`
  export default declare public private protected internal fileprivate open static abstract final sealed override virtual
  inline extern unsafe async const constexpr pub partial readonly data value inner suspend operator infix tailrec external
  expect actual annotation case implicit lazy native synchronized transient mutating nonmutating indirect required
  convenience local create or replace temporary temp typedef
`);
/** What defines a function, class or type: its name follows. */
const definers = words(`
  function func fn fun def defp defmacro defmodule defprotocol sub proc procedure class struct interface trait enum union
  record object module namespace protocol extension impl actor mixin contract type typealias message service table view
  schema macro_rules
`);
/** What may stand between such a word and the name: `enum class`, `function*`, `macro_rules!`, `table if not exists`. */
const fillers = words("class struct if not exists * !");
/** What may follow the name: a mark, or a word that goes on with the definition. */
const followers = words(`
  ( { : < ; = , [ ? ! " extends implements with where for is as struct interface func on map chan permits do
`);
/** Words that begin a statement, whatever it calls. */
const statements = words(`
  if for foreach while until unless switch match select case do else elif try catch finally return throw throws new await
  yield delete assert raise import from include require using use with when in print echo typeof goto set where and or not
  super constructor
`);
/** What stands before a name only in expressions. */
const expressionMarks = words(". = \" ' ` + - / ! ? | @ # % ^ { } ; )");
/** What goes on with a signature after its parameters. */
const signatureTails = words("{ : - const throws noexcept override where async final");

/**
 * The name of the function, class or type that the line `[start, lineEnd)` defines, or undefined. A matter of patterns made
 * for the common languages; looks at the line's first 200 code units.
 */
export function symbolOf(input: string, start: number, lineEnd: number): string | undefined {
  const end = Math.min(lineEnd, start + LONGEST_HEAD);
  if (!mayDefine(input, start, end)) return undefined;
  const tokens = lineTokens(input, start, end);
  const first = firstAfterModifiers(tokens);
  const name =
    definedName(tokens, first) ??
    lispName(tokens) ??
    assignedFunction(tokens, first) ??
    signatureName(tokens, first, !isBlank(input.charCodeAt(start)), () => followedByBrace(input, lineEnd));
  return name !== undefined && name.length <= LONGEST_NAME ? name : undefined;
}

/** Tells most lines apart without taking them to pieces: a definition has a telling first word, or parameters. */
function mayDefine(input: string, start: number, end: number): boolean {
  let position = start;
  while (position < end && isBlank(input.charCodeAt(position))) position += 1;
  const first = wordAt(input, position, end, LONGEST_NAME).toLowerCase();
  if (first === "") return input.charCodeAt(position) === OPENING_PARENTHESIS;
  if (modifiers.has(first) || definers.has(first) || first === "let" || first === "var") return true;
  for (position += first.length; position < end; position += 1) {
    if (input.charCodeAt(position) === OPENING_PARENTHESIS) return true;
  }
  return false;
}

function textAt(tokens: readonly LineToken[], index: number): string {
  return tokens[index]?.text ?? "";
}

function nameAt(tokens: readonly LineToken[], index: number): string | undefined {
  const token = tokens[index];
  return token?.isWord && !isDigit(token.text.charCodeAt(0)) ? token.text : undefined;
}

/** The index after the closing bracket that matches the opening one at `open`, or -1. */
function afterMatching(tokens: readonly LineToken[], open: number): number {
  const opening = textAt(tokens, open);
  const closing = opening === "(" ? ")" : ">";
  let depth = 0;
  for (let index = open; index < tokens.length; index += 1) {
    const text = textAt(tokens, index);
    if (text === opening) depth += 1;
    else if (text === closing) depth -= 1;
    if (depth === 0) return index + 1;
  }
  return -1;
}

function firstAfterModifiers(tokens: readonly LineToken[]): number {
  let index = 0;
  while (modifiers.has(textAt(tokens, index).toLowerCase())) {
    // pub(crate), extern "C"
    if (textAt(tokens, index) === "pub" && textAt(tokens, index + 1) === "(") index = afterMatching(tokens, index + 1);
    else if (textAt(tokens, index) === "extern" && textAt(tokens, index + 1) === '"') index += 4;
    else index += 1;
    if (index <= 0) return tokens.length;
  }
  return index;
}

function definedName(tokens: readonly LineToken[], first: number): string | undefined {
  const definer = textAt(tokens, first).toLowerCase();
  if (!definers.has(definer)) return undefined;
  let index = first + 1;
  while (fillers.has(textAt(tokens, index).toLowerCase())) index += 1;
  // Go's receiver, Rust's generics
  if (definer === "func" && textAt(tokens, index) === "(") index = afterMatching(tokens, index);
  if (definer === "impl" && textAt(tokens, index) === "<") index = afterMatching(tokens, index);
  if (definer === "impl") {
    const target = tokens.findIndex((token) => token.text === "for");
    if (target > 0) index = target + 1;
  }
  let name = nameAt(tokens, index);
  // "def self.name", "namespace A.B", "A::B"
  while (name !== undefined && /^[.:]$/.test(textAt(tokens, index + 1)) && tokens[index + 1]?.adjoins) {
    const next = textAt(tokens, index + 2) === ":" ? index + 3 : index + 2;
    const inner = tokens[next]?.adjoins ? nameAt(tokens, next) : undefined;
    if (inner === undefined) break;
    name = inner;
    index = next;
  }
  if (name === undefined) return undefined;
  const follower = tokens[index + 1]?.text.toLowerCase();
  return follower === undefined || followers.has(follower) ? name : undefined;
}

function lispName(tokens: readonly LineToken[]): string | undefined {
  if (textAt(tokens, 0) !== "(" || !textAt(tokens, 1).startsWith("def")) return undefined;
  // Names are cut at their first hyphen, as words are here.
  return nameAt(tokens, textAt(tokens, 2) === "(" ? 3 : 2);
}

/** `const name = () => ...`, `name: function (`, `exports.name = async function`. */
function assignedFunction(tokens: readonly LineToken[], first: number): string | undefined {
  const assignment = tokens.findIndex((token) => token.text === "=" || token.text === ":");
  if (assignment < 1) return undefined;
  const declared = /^(?:const|let|var)$/.test(textAt(tokens, first - 1)) || /^(?:let|var)$/.test(textAt(tokens, first));
  const equals = declared ? tokens.findIndex((token) => token.text === "=") : assignment;
  let index = equals + 1;
  if (equals < 0 || textAt(tokens, index) === "=" || textAt(tokens, index) === ">") return undefined;
  if (textAt(tokens, index) === "async") index += 1;
  const isArrow = tokens.some((token, at) => at > index && token.text === ">" && textAt(tokens, at - 1) === "=");
  const opensParameters = textAt(tokens, index) === "(" && (isArrow || (declared && index === tokens.length - 1));
  const isFunction =
    textAt(tokens, index) === "function" || opensParameters || (isArrow && textAt(tokens, index + 1) === "=");
  if (!isFunction) return undefined;
  if (!declared) return nameAt(tokens, assignment - 1);
  return nameAt(tokens, /^(?:let|var)$/.test(textAt(tokens, first)) ? first + 1 : first);
}

/** `int main(void) {`, `public List<T> find(String key,`, `render(): Node {`. */
function signatureName(
  tokens: readonly LineToken[],
  first: number,
  isOutermost: boolean,
  braceFollows: () => boolean,
): string | undefined {
  const open = tokens.findIndex((token) => token.text === "(");
  const name = nameAt(tokens, open - 1);
  if (name === undefined || !tokens[open]?.adjoins || statements.has(name) || statements.has(textAt(tokens, first))) {
    return undefined;
  }
  const before = tokens.slice(0, open - 1);
  if (before.some((token) => expressionMarks.has(token.text))) return undefined;
  const typed = before.some((token) => token.isWord && token.text !== "export" && token.text !== "default");
  const after = afterMatching(tokens, open);
  const last = textAt(tokens, tokens.length - 1);
  if (after < 0) return typed && (last === "," || last === "(") ? name : undefined;
  // In GNU's style the type stands on the line above.
  if (after === tokens.length) return (typed || isOutermost) && braceFollows() ? name : undefined;
  const isArrow = tokens.some((token, at) => token.text === ">" && textAt(tokens, at - 1) === "=");
  return last === "{" && !isArrow && signatureTails.has(textAt(tokens, after)) ? name : undefined;
}

function followedByBrace(input: string, lineEnd: number): boolean {
  let position = lineEnd;
  const limit = Math.min(input.length, lineEnd + LONGEST_HEAD);
  while (position < limit && isBlank(input.charCodeAt(position))) position += 1;
  return input.charCodeAt(position) === 0x7b;
}
