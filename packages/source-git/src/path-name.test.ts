import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodePath, displayPath, encodePath, encodePathWithin } from "./path-name.ts";

/** Byte strings: any bytes, and valid UTF-8 with some bytes put in between. */
const byteString = fc.oneof(
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
  fc
    .array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("\x80", "\xff", "%", "%41", "\n", "é", "%~")))
    .map((parts) => parts.map((part) => Buffer.from(part).toString("latin1")).join("")),
);
const bytes = (text: string) => Buffer.from(text).toString("latin1");

describe("encodePath", () => {
  it.each([
    ["src/main.ts", "src/main.ts"],
    ["a b/c'd\"e.md", "a b/c'd\"e.md"],
    [bytes("docs/übersicht 日本.md"), "docs/übersicht 日本.md"],
    [bytes("😀.txt"), "😀.txt"],
    ["100%.txt", "100%25.txt"],
    ["new\nline", "new%0Aline"],
    ["latin-\xe9.txt", "latin-%E9.txt"],
    ["\xed\xa0\x80 is a surrogate", "%ED%A0%80 is a surrogate"],
    ["\xc0\xaf is overlong", "%C0%AF is overlong"],
    [`${bytes("é")}\xe9%`, "é%E9%25"],
  ])("writes %j as %j", (path, encoded) => {
    expect(encodePath(path)).toBe(encoded);
  });

  it("can be undone, so that no two paths share one, and is well-formed without control characters", () => {
    fc.assert(
      fc.property(byteString, (path) => {
        const encoded = encodePath(path);
        expect(decodePath(encoded)).toBe(path);
        expect(encoded.isWellFormed()).toBe(true);
        expect(encoded).not.toMatch(/[\p{Cc}\uFFFD]/u.test(displayPath(path)) ? /[\0\n]/ : /\p{Cc}/u);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("encodePathWithin", () => {
  const prefix = "git:0123456789ab:file:";

  it("leaves paths that fit as they are", () => {
    expect(encodePathWithin("a/b.ts", prefix)).toBe("a/b.ts");
  });

  it("keeps every id within 480 bytes, well-formed and different", () => {
    const seen = new Map<string, string>();
    fc.assert(
      fc.property(fc.array(byteString, { maxLength: 40 }), fc.nat(600), (parts, padding) => {
        const path = "x".repeat(padding) + parts.join("/");
        const id = prefix + encodePathWithin(path, prefix);
        expect(Buffer.byteLength(id)).toBeLessThanOrEqual(480);
        expect(id.isWellFormed()).toBe(true);
        expect(id).not.toContain("\uFFFD".repeat(2));
        expect(seen.get(id) ?? path).toBe(path);
        seen.set(id, path);
      }),
      { numRuns: 1000 },
    );
  });

  it("tells long paths apart that begin alike, and never makes a name a short path could have", () => {
    const long = "d/".repeat(400);
    const [first, second] = [encodePathWithin(`${long}a`, prefix), encodePathWithin(`${long}b`, prefix)];
    expect(first).not.toBe(second);
    expect(first.startsWith("d/d/")).toBe(true);
    expect(decodePath(first)).toBeNull();
    expect(encodePath(first)).not.toBe(first);
  });
});

describe("displayPath", () => {
  it("shows undecodable bytes as replacement characters", () => {
    expect(displayPath(bytes("é.txt"))).toBe("é.txt");
    expect(displayPath("\xe9.txt")).toBe("\uFFFD.txt");
  });
});
