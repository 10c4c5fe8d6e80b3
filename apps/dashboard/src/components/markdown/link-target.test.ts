import { describe, expect, it } from "vitest";
import { linkTarget } from "./link-target.ts";

const held = new Map([["docs/flight path.md", "flight"]]);
const base = { url: "https://git.test/acme/birds/blob/main/docs/README.md", path: "docs/README.md", held };
const elsewhere = (url: string) => ({ type: "elsewhere", url });

describe("linkTarget", () => {
  it.each([
    ["https://a.test/x", elsewhere("https://a.test/x")],
    ["mailto:ada@a.test", elsewhere("mailto:ada@a.test")],
    ["//a.test/x", elsewhere("https://a.test/x")],
    ["../src/a.ts#L3", elsewhere("https://git.test/acme/birds/blob/main/src/a.ts#L3")],
    ["/src/a.ts", elsewhere("https://git.test/acme/birds/blob/main/src/a.ts")],
    ["flight%20path.md#Soaring", { type: "document", documentId: "flight", slug: "soaring" }],
    ["/docs/flight%20path.md", { type: "document", documentId: "flight", slug: "" }],
    ["#Größe-1", { type: "heading", slug: "größe-1" }],
    ["#%E0%A4%A", { type: "heading", slug: "%e0%a4%a" }],
    ["#", null],
  ])("of %j is %j", (address, expected) => {
    expect(linkTarget(address, base)).toEqual(expected);
  });

  it.each([
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    " \u0001javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:https://a.test/1",
    "http://",
  ])("leads nowhere for %j", (address) => {
    expect(linkTarget(address, {})).toBeNull();
    const target = linkTarget(address, base);
    expect(target === null || (target.type === "elsewhere" && target.url.startsWith("https:"))).toBe(true);
  });

  it("leads nowhere from a text that is nowhere on the web", () => {
    expect(linkTarget("a.md", {})).toBeNull();
    expect(linkTarget("a.md", { url: "file:///home/ada/a.md", path: "a.md" })).toBeNull();
    expect(linkTarget("a.md", { url: "javascript:alert(1)", path: "b.md" })).toBeNull();
    expect(linkTarget("../flight%20path.md", { path: "docs/x/b.md", held })).toEqual({
      type: "document",
      documentId: "flight",
      slug: "",
    });
  });
});
