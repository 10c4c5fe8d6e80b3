import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyze } from "./analyze.ts";
import { TERM_MAX_LENGTH } from "./identifier-terms.ts";

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom("a", "B", "é", "_", "-", " ", "7", "日", "本", "🔥", "\ud800", "\0", "한", "ß", "İ", "—"),
    maxLength: 200,
  }),
);

describe("analyze", () => {
  it.each([
    ["getUserName", ["getusername", "get", "user", "name"]],
    ["get_user_name", ["getusername", "get", "user", "name"]],
    ["GET_USER_NAME", ["getusername", "get", "user", "name"]],
    ["get-user-name", ["get", "user", "name", "getusername"]],
    ["HTTPServer2", ["httpserver2", "http", "server"]],
    ["parseURLs", ["parseurl", "parse", "url"]],
    ["sha256", ["sha256", "sha", "256"]],
    ["src/http/request.ts", ["src", "http", "request", "ts"]],
    ["The queries, boxes and caches of this class", ["the", "query", "box", "and", "cach", "of", "this", "class"]],
    ["a1", ["a1"]],
    ["__init__", ["init"]],
    ["café Ångström naïve Straße ﬁle", ["cafe", "angstrom", "naive", "strasse", "file"]],
    ["cafe\u0301", ["cafe"]],
    ["“quoted”—word…", ["quoted", "word"]],
    ["日本語", ["日", "日本", "本", "本語", "語"]],
    ["東京tower", ["東", "東京", "京", "tower"]],
    ["한국", ["한", "한국", "국"]],
    ["Привет МИР", ["привет", "мир"]],
    ["deploy 🚀 now", ["deploy", "🚀", "now"]],
    ["{}[]()=>;,. \t\n\0", []],
    ["\ud800 \udfff", []],
    ["--no-verify x - y", ["no", "verify", "noverify", "x", "y"]],
    ["", []],
  ])("takes %j apart", (text, terms) => {
    expect(analyze(text)).toEqual(terms);
  });

  it("gives bounded, lower-case terms without white space, the same each time", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const terms = analyze(text);
        expect(analyze(text)).toEqual(terms);
        for (const term of terms) {
          expect(term).toMatch(/^[^\s=]+$/u);
          expect(term.length).toBeLessThanOrEqual(TERM_MAX_LENGTH);
          expect(term.isWellFormed()).toBe(true);
          expect(term.toLowerCase()).toBe(term);
        }
      }),
    );
  });

  it("finds in a text what it finds in its words", () => {
    const word = fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,20}$/);
    fc.assert(
      fc.property(fc.array(word), fc.constantFrom(" ", "\n", ".", "(", " = "), (words, separator) => {
        expect(analyze(words.join(separator))).toEqual(words.flatMap((each) => analyze(each)));
      }),
    );
  });

  it("knows a long word by its start and never cuts a character in half", () => {
    expect(analyze("x".repeat(1000))).toEqual(["x".repeat(TERM_MAX_LENGTH)]);
    const astral = "𐐷".repeat(100);
    expect(analyze(astral)).toEqual(["𐐷".repeat(TERM_MAX_LENGTH / 2)]);
    expect(analyze(`a${astral}`)[0]).toBe(`a${"𐐷".repeat(TERM_MAX_LENGTH / 2 - 1)}`);
  });

  it("takes time in proportion to the text, whatever it is made of", () => {
    const size = 200_000;
    for (const unit of ["a", "_", "aB", "a-", "é", "日", "🔥", "\ud800", "a1", "\u0301", "İ"]) {
      analyze(unit.repeat(size / unit.length));
    }
  });
});
