import { describe, expect, it } from "vitest";
import { createDocumentIds } from "./document-ids.ts";

const { idOf, parseId } = createDocumentIds("linear:acme:", ["project", "project-update"], /^[\w-]{1,8}$/);

describe("createDocumentIds", () => {
  it("names documents and reads their names", () => {
    expect(idOf("project-update", "a-1")).toBe("linear:acme:project-update:a-1");
    expect(parseId("linear:acme:project-update:a-1")).toEqual({ kind: "project-update", id: "a-1" });
  });

  it.each([
    "",
    "linear:acme:",
    "linear:other:project:a",
    "linear:acme:issue:a",
    "linear:acme:project",
    "linear:acme:projectx",
    "linear:acme:project:",
    "linear:acme:project:a:b",
    "linear:acme:project:a\n",
    "linear:acme:project:123456789",
    "xlinear:acme:project:a",
  ])("knows none of %j", (id) => {
    expect(parseId(id)).toBeUndefined();
  });
});
