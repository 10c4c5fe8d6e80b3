import type { SourceChange } from "./contract.ts";

/** The id of the document a change is about, whatever its type. */
export function idOfChange(change: SourceChange): string {
  if (change.type === "delete") return change.id;
  return change.type === "document" ? change.document.id : change.reference.id;
}
