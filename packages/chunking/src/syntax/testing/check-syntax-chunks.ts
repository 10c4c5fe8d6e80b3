import type { SyntaxChunks, TextRange } from "../types.ts";

/** Throws when what chunks say of their symbols cannot be. */
export function checkSyntaxChunks(input: string, { chunks, language, fallback, imports }: SyntaxChunks): void {
  if (fallback === "grammar-failed") throw new Error("a grammar failed");
  if (input !== "" && (language === undefined) === (fallback === undefined))
    throw new Error("neither cut nor fallen back");
  if (new Set(imports).size < imports.length) throw new Error("an import is there twice");
  for (const { symbol, symbolPath, docComment } of chunks) {
    if (symbol !== symbolPath.at(-1)) throw new Error("the symbol does not end its path");
    if (symbolPath.includes("")) throw new Error("a symbol has no name");
    if (docComment && !isRange(docComment, input)) throw new Error("the comment is no range of the input");
  }
}

function isRange({ start, end }: TextRange, input: string): boolean {
  return start >= 0 && start < end && end <= input.length;
}
