import type { Node } from "web-tree-sitter";
import type { TextRange } from "./types.ts";

/** Where the string stands that a definition's body begins with, as in Python. */
export function docStringOf(definition: Node): TextRange | undefined {
  const statement = definition.childForFieldName("body")?.firstNamedChild;
  const text = statement?.type === "expression_statement" ? statement.firstNamedChild : null;
  return text?.type === "string" ? { start: text.startIndex, end: text.endIndex } : undefined;
}
