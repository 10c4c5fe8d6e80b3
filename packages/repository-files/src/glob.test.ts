import fc from "fast-check";
import picomatch from "picomatch";
import { describe, expect, it } from "vitest";
import { compileGlob, GLOB_MAX_ALTERNATIVES } from "./glob.ts";

const matches = (glob: string, path: string) => compileGlob(glob, { below: true })(path);

describe("compileGlob", () => {
  it.each([
    // Without a slash: any depth, folders with all that is in them.
    ["*.md", "README.md", true],
    ["*.md", "docs/a/b.md", true],
    ["*.md", "docs/a.mdx", false],
    ["docs", "docs/a/b.md", true],
    ["docs", "packages/x/docs/a.md", true],
    ["docs", "mydocs/a.md", false],
    ["docs/", "docs/a.md", true],
    ["docs/", "docs", false],
    ["docs/", "packages/docs/a.md", true],
    // With one: from the root.
    ["/docs", "docs/a.md", true],
    ["/docs", "x/docs/a.md", false],
    ["/*.md", "docs/a.md", false],
    ["docs/*.md", "docs/a.md", true],
    ["docs/*.md", "docs/a/b.md", false],
    ["docs/*.md", "x/docs/a.md", false],
    ["docs/**", "docs/a/b.md", true],
    ["docs/**/*.md", "docs/b.md", true],
    ["docs/**/*.md", "docs/a/c/b.md", true],
    ["**/docs/*.md", "x/y/docs/a.md", true],
    ["**", "anything/at/all", true],
    // Dots, classes, alternatives, escapes, characters beyond the basic plane.
    ["*", ".github/workflows/ci.yml", true],
    ["*.yml", ".github/.hidden.yml", true],
    ["file?.ts", "file1.ts", true],
    ["file?.ts", "file.ts", false],
    ["?.txt", "😀.txt", true],
    ["[a-c].ts", "b.ts", true],
    ["[!a-c].ts", "b.ts", false],
    ["[^a-c].ts", "d.ts", true],
    ["[]].ts", "].ts", true],
    ["[.ts", "[.ts", true],
    ["*.{ts,tsx}", "a/b.tsx", true],
    ["{src,lib/{a,b}}/*.ts", "lib/b/x.ts", true],
    ["{src,lib/{a,b}}/*.ts", "lib/c/x.ts", false],
    ["{a{b},c}.ts", "a{b}.ts", true],
    ["{a}.ts", "{a}.ts", true],
    ["\\*.ts", "*.ts", true],
    ["\\*.ts", "a.ts", false],
    ["Makefile", "makefile", false],
  ])("%j on %j is %j", (glob, path, expected) => {
    expect(matches(glob, path)).toBe(expected);
  });

  it("agrees with picomatch where both mean the same", () => {
    const piece = fc.constantFrom("a", "b", "ab", "*", "?", "[ab]", "[^a]", "{a,b}", ".", "a*b");
    const segment = fc.oneof(
      { weight: 4, arbitrary: fc.array(piece, { minLength: 1, maxLength: 3 }).map((all) => all.join("")) },
      { weight: 1, arbitrary: fc.constant("**") },
    );
    const glob = fc
      .array(segment, { minLength: 2, maxLength: 4 })
      // picomatch reads runs of stars and names made of dots in ways of its own.
      .map((all) => all.join("/"))
      .filter((all) => !/\*{2}[^/]|[^/]\*{2}|\*\?|\?\*|(^|\/)\.+(\/|$)|\*\*$/.test(all));
    const path = fc
      .array(fc.constantFrom("a", "b", "ab", "abb", ".a", "ba.b", "aab"), { minLength: 1, maxLength: 5 })
      .map((all) => all.join("/"));
    fc.assert(
      fc.property(glob, path, (pattern, candidate) => {
        expect(compileGlob(pattern, { below: false })(candidate)).toBe(picomatch(pattern, { dot: true })(candidate));
      }),
      { numRuns: 2000 },
    );
  });

  it("answers at once whatever the glob", () => {
    const started = performance.now();
    expect(matches(`${"*a".repeat(100)}b`, "a".repeat(4000))).toBe(false);
    expect(matches(`${"**/a/".repeat(80)}b`, "a/".repeat(1000))).toBe(false);
    expect(matches("?".repeat(400), "a".repeat(4000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it("refuses braces that stand for too much", () => {
    expect(() => compileGlob("{a,b}".repeat(10), { below: true })).toThrow(RangeError);
    expect(() => compileGlob(`{${"a,".repeat(GLOB_MAX_ALTERNATIVES)}}`, { below: true })).toThrow(
      /stand for more than/,
    );
  });
});
