import type { Definition } from "./mark-syntax.ts";
import type { SyntaxChunk } from "./types.ts";

/** What a chunk is told of the definition it belongs to. */
type SymbolFields = Pick<SyntaxChunk, "symbol" | "symbolPath" | "docComment">;

const none: SymbolFields = { symbolPath: [] };

/** Makes a function that names the bodies `[start, end)` of chunks, which must come in order, by the definitions. */
export function createSymbolTrail(definitions: readonly Definition[]): (start: number, end: number) => SymbolFields {
  const open: Definition[] = [];
  let next = 0;

  return (start, end) => {
    for (let entered = definitions[next]; entered && entered.start < start; entered = definitions[next]) {
      closeBefore(entered.start);
      open.push(entered);
      next += 1;
    }
    closeBefore(start);
    let chosen = open.at(-1);
    for (let index = next; ; index += 1) {
      const begun = definitions[index];
      if (!begun || begun.start >= end) break;
      if (!begun.isNamespace) {
        chosen = begun;
        break;
      }
      if (index === next) chosen = begun;
    }
    return chosen ? fieldsOf(chosen) : none;
  };

  function closeBefore(position: number): void {
    while ((open.at(-1)?.end ?? Number.POSITIVE_INFINITY) <= position) open.pop();
  }
}

function fieldsOf({ path, docComment }: Definition): SymbolFields {
  const symbol = path.at(-1);
  return {
    ...(symbol !== undefined && { symbol }),
    symbolPath: path,
    ...(docComment && { docComment }),
  };
}
