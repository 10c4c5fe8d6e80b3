import { describe, expect, it } from "vitest";
import { tableNameOf } from "./table-name.ts";

describe("tableNameOf", () => {
  it("keeps plain names readable", () => {
    expect(tableNameOf("acme-local-384")).toBe("ns-acme-local-384");
  });

  it("gives different namespaces different names, also where case is ignored", () => {
    const long = "x".repeat(400);
    const namespaces = [
      "a",
      "A",
      "_61",
      "a_",
      "a_5f",
      "a.b",
      "a b",
      "ä",
      "a\u0308",
      "/",
      "..",
      "\n",
      "\0",
      long,
      `${long}y`,
    ];
    const names = namespaces.map((namespace) => tableNameOf(namespace).toLowerCase());
    expect(new Set(names).size).toBe(namespaces.length);
  });

  it("gives names every file system takes", () => {
    for (const namespace of ["con", 'a/b\\c:d*e?f"g<h>i|j', "日本語".repeat(50), "x".repeat(5_000), "."]) {
      expect(tableNameOf(namespace)).toMatch(/^ns-[a-z0-9_.-]{1,200}$/);
    }
  });

  it.each(["", "\ud800"])("refuses %j", (namespace) => {
    expect(() => tableNameOf(namespace)).toThrow(/namespace/);
  });
});
