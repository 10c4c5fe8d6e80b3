import { describe, expect, it } from "vitest";
import { compileGeneratedRules, parseAttributesFile } from "./attributes-file.ts";

const compile = (text: string) => compileGeneratedRules(parseAttributesFile(Buffer.from(text)));

describe("linguist-generated in .gitattributes", () => {
  it("is read from any place in a line; the last line that matches wins", () => {
    const generated = compile(
      [
        "# comment linguist-generated",
        "*.go text linguist-generated=true",
        "proto/*.ts -diff linguist-generated",
        '"with space/*.ts" linguist-generated',
        "handmade.go -linguist-generated",
        "undecided.go !linguist-generated",
        "pnpm-lock.yaml linguist-generated=false",
        "*.rs text",
        "!*.c linguist-generated",
      ].join("\r\n"),
    );
    expect(generated("a/b.go")).toBe(true);
    expect(generated("proto/a.ts")).toBe(true);
    expect(generated("with space/a.ts")).toBe(true);
    expect(generated("x/handmade.go")).toBe(false);
    expect(generated("undecided.go")).toBeNull();
    expect(generated("pnpm-lock.yaml")).toBe(false);
    expect(generated("a.rs")).toBeNull();
    expect(generated("a.c")).toBeNull();
    expect(generated("proto/deep/a.ts")).toBeNull();
  });

  it("does not take braces for alternatives, as git does not", () => {
    expect(compile("*.{a,b} linguist-generated")("x.a")).toBeNull();
    expect(compile("*.{a,b} linguist-generated")("x.{a,b}")).toBe(true);
  });

  it("is left out of a file too large to be one", () => {
    expect(compile(`*.go linguist-generated\n# ${"x".repeat(300_000)}`)("a.go")).toBeNull();
  });
});
