import { type ASTNode, ParseError, parse } from "@marcbachmann/cel-js";
import { EmbeddedInngestError } from "../errors.ts";

/** A node of a parsed expression. */
export type Node = ASTNode;

/** Parses an expression; a syntax error throws with the place and the reason. */
export function parseExpression(expression: string): Node {
  try {
    return parse(expression).ast;
  } catch (error) {
    const reason = error instanceof ParseError ? error.message.split("\n")[0] : String(error);
    throw new EmbeddedInngestError("invalid-config", `The expression "${expression}" does not parse: ${reason}`, {
      cause: error,
    });
  }
}

/** The nodes directly below a node. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.op) {
    case "value":
    case "id":
      return [];
    case ".":
    case ".?":
      return [node.args[0]];
    case "call":
      return node.args[1];
    case "rcall":
      return [node.args[1], ...node.args[2]];
    case "list":
      return node.args;
    case "map":
      return node.args.flat();
    case "!_":
    case "-_":
      return [node.args];
    default:
      return node.args;
  }
}
