import { expect, it } from "vitest";
import { idOfChange } from "./change.ts";

const body = { source: "memory", type: "note", title: "A", content: "a", format: "text" } as const;

it("says which document a change is about", () => {
  expect(idOfChange({ type: "delete", id: "memory:1" })).toBe("memory:1");
  expect(idOfChange({ type: "reference", reference: { id: "memory:2", version: "1", type: "note" } })).toBe("memory:2");
  expect(idOfChange({ type: "document", document: { ...body, id: "memory:3", version: "1" } })).toBe("memory:3");
});
