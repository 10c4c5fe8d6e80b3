import { readFileSync } from "node:fs";
import { countTokens } from "gpt-tokenizer/encoding/cl100k_base";
import { describe, expect, it } from "vitest";
import { loadTokenCounter } from "./index.ts";

const exact = (text: string) => countTokens(text, { disallowedSpecial: new Set<string>() });
const code = readFileSync(new URL("./embed.ts", import.meta.url), "utf8");
const texts = {
  code: code.repeat(3),
  prose: "The quick brown fox jumps over the lazy dog, again. ".repeat(200),
  Chinese: "敏捷的棕色狐狸跳过了懒狗。".repeat(200),
  emoji: "👩‍👩‍👧‍👦😀🇫🇷".repeat(150),
  base64: Buffer.from(code).toString("base64"),
  "names of special tokens": "<|endoftext|> and <|fim_prefix|> ".repeat(50),
  spaces: " \n\t".repeat(2_000),
  "one letter": "a".repeat(5_000),
};

describe("loadTokenCounter", () => {
  it.each(Object.entries(texts))("counts %s as the tokenizer does or a few per thousand more", async (_, text) => {
    const { count } = await loadTokenCounter();
    expect(count(text)).toBeGreaterThanOrEqual(exact(text));
    expect(count(text)).toBeLessThanOrEqual(Math.ceil(exact(text) * 1.01) + 3);
  });

  it.each(Object.entries(texts))("cuts %s to nearly the tokens asked for, between characters", async (_, text) => {
    const { count, cut } = await loadTokenCounter();
    const most = Math.min(300, Math.floor(exact(text) / 2));
    const start = cut(text, most);
    expect(text.startsWith(start)).toBe(true);
    expect(start.isWellFormed()).toBe(true);
    expect(count(start)).toBeLessThanOrEqual(most);
    expect(exact(start)).toBeGreaterThanOrEqual(most - 10);
    expect(cut(text, count(text))).toBe(text);
  });

  it("counts a long run of one letter in time that grows with its length alone", async () => {
    const { count } = await loadTokenCounter();
    expect(count("x".repeat(100_000))).toBeGreaterThan(0);
  });

  it("counts nothing in nothing", async () => {
    const { count, cut } = await loadTokenCounter();
    expect([count(""), cut("", 5), cut("word", 0)]).toEqual([0, "", ""]);
  });
});
