import type { Node } from "./ast.ts";

const wholeFunctions = ["int", "size"];

/** Whether an expression gives a whole number by what it states: a literal without point, `int()`, `size()`, or arithmetic of such. */
export function isWhole(node: Node): boolean {
  switch (node.op) {
    case "value":
      return typeof node.args === "bigint";
    case "-_":
      return isWhole(node.args);
    case "?:":
      return isWhole(node.args[1]) && isWhole(node.args[2]);
    case "call":
    case "rcall":
      return wholeFunctions.includes(node.args[0]);
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
      return isWhole(node.args[0]) && isWhole(node.args[1]);
    default:
      return false;
  }
}
