import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import type { Parser } from "web-tree-sitter";
import { bodyTypes, commentTypes, continuationTypes, type NameOf, ROLE, type SyntaxLanguage } from "./language.ts";
import { type ParserRuntime, parserRuntime } from "./runtime.ts";

/** A language that is ready to parse with. */
export interface Grammar {
  readonly language: SyntaxLanguage;
  /** What each node type, by its id, is to the walk over a tree. */
  readonly roles: Uint8Array;
  /** How what a node type defines is called, by the type's id. */
  readonly names: readonly (NameOf | undefined)[];
  /** What a node type imports, by the type's id. */
  readonly imports: readonly (RegExp | undefined)[];
  readonly parser: Parser;
  readonly runtime: ParserRuntime;
}

const require = createRequire(import.meta.url);

/** Loads a language's grammar from its package and makes a parser; rejects when it cannot be read or does not fit. */
export async function loadGrammar(language: SyntaxLanguage): Promise<Grammar> {
  const main = pathToFileURL(require.resolve("@vscode/tree-sitter-wasm"));
  const file = new URL(`tree-sitter-${language.grammar}.wasm`, main);
  const [runtime, bytes] = await Promise.all([parserRuntime(), readFile(file)]);
  const loaded = await runtime.module.Language.load(bytes);
  const roles = new Uint8Array(loaded.types.length);
  const names: (NameOf | undefined)[] = [];
  const imports: (RegExp | undefined)[] = [];
  // Some ids are of no node and have no type: they are left out.
  loaded.types.forEach((type, id) => {
    const isNamed = loaded.nodeTypeIsNamed(id);
    roles[id] = isNamed ? roleOf(language, type) : ROLE.TOKEN;
    names[id] = isNamed ? (entry(language.definitions, type) ?? entry(language.namespaces, type)) : undefined;
    imports[id] = isNamed ? entry(language.imports, type) : undefined;
  });
  return { language, roles, names, imports, parser: new runtime.module.Parser().setLanguage(loaded), runtime };
}

function roleOf(language: SyntaxLanguage, type: string): number {
  if (entry(language.definitions, type)) return ROLE.DEFINITION;
  if (entry(language.namespaces, type)) return ROLE.NAMESPACE;
  if (language.wrappers?.includes(type)) return ROLE.WRAPPER;
  if (language.groups?.includes(type)) return ROLE.GROUP;
  if (language.annotations?.includes(type)) return ROLE.ANNOTATION;
  if (entry(language.imports, type)) return ROLE.IMPORT;
  if (commentTypes.has(type)) return ROLE.COMMENT;
  if (continuationTypes.has(type)) return ROLE.CONTINUATION;
  return bodyTypes.test(type) ? ROLE.BODY : ROLE.OTHER;
}

/** An own property: types can be called `constructor`. */
function entry<Value>(record: Readonly<Record<string, Value>> | undefined, type: string): Value | undefined {
  return record && Object.hasOwn(record, type) ? record[type] : undefined;
}
