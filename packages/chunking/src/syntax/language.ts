import type { Node } from "web-tree-sitter";

/** What the walk over a tree does with a node. */
export const ROLE = {
  /** A statement or an expression: stays whole when it is small. */
  OTHER: 0,
  /** A bracket, a keyword or a mark. */
  TOKEN: 1,
  /** A function, class or type: is a symbol, and stays whole when it is small. */
  DEFINITION: 2,
  /** A namespace: what is in it are symbols even when all of it is small. */
  NAMESPACE: 3,
  /** Goes around one definition: an export, decorators, a template's parameters. */
  WRAPPER: 4,
  IMPORT: 5,
  COMMENT: 6,
  /** A decorator or an attribute that stands before what it belongs to. */
  ANNOTATION: 7,
  /** Goes on with the statement before it: `else`, `catch`. */
  CONTINUATION: 8,
  /** The braces, the block or the parameters of what it is part of. */
  BODY: 9,
  /** Goes around any number of definitions without being one: a conditional of the preprocessor. */
  GROUP: 10,
} as const;

/** The name of what a node defines with those of what it belongs to, outermost first; undefined when it defines nothing. */
export type NameOf = (node: Node, input: string) => readonly string[] | undefined;

/** What tells the parts of one language's trees apart. */
export interface SyntaxLanguage {
  readonly name: string;
  /** The grammar's name in its file's name. */
  readonly grammar: string;
  readonly extensions: readonly string[];
  /** Node types that define something, and how it is called. */
  readonly definitions: Readonly<Record<string, NameOf>>;
  readonly namespaces?: Readonly<Record<string, NameOf>>;
  readonly wrappers?: readonly string[];
  readonly groups?: readonly string[];
  readonly annotations?: readonly string[];
  /** Node types that import, with a pattern (flag `g`) whose first group is what is imported. */
  readonly imports?: Readonly<Record<string, RegExp>>;
  /** A definition's documentation is the string its body begins with. */
  readonly docStrings?: boolean;
}

/** The comment node types of all grammars. */
export const commentTypes: ReadonlySet<string> = new Set(["comment", "line_comment", "block_comment", "js_comment"]);

/** The node types of all grammars which go on with the statement they are part of. */
export const continuationTypes: ReadonlySet<string> = new Set(
  [
    "else_clause elif_clause else_if_clause elseif_clauses elseif_clause else elsif",
    "catch_clause catch_clauses except_clause finally_clause rescue ensure when_clause preproc_else preproc_elif preproc_elifdef",
  ].flatMap((list) => list.split(" ")),
);

/** The node types of all grammars that may begin on the line after the signature they belong to. */
export const bodyTypes =
  /(?:^|_)(?:block|body|body_statement|compound_statement|declaration_list|enumerator_list|accessor_list|parameters|parameter_list|member_declaration_list|brace_group)$/;
