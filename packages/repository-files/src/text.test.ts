import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText } from "./text.ts";

const utf16 = (text: string, mark = "\uFEFF") => Buffer.from(mark + text, "utf16le");
const read = (content: Buffer) => {
  const decoded = decodeText(content);
  return "reason" in decoded ? decoded.reason : decoded.text;
};

describe("decodeText", () => {
  it("reads UTF-8 and removes its byte order mark", () => {
    expect(decodeText(Buffer.from("\uFEFFgrüße 😀\r\n"))).toEqual({
      text: "grüße 😀\r\n",
      encoding: "utf-8",
      damaged: 0,
    });
  });

  it("reads UTF-16 in both byte orders, a lone surrogate included", () => {
    expect(decodeText(utf16("héllo\ud800!"))).toEqual({ text: "héllo\uFFFD!", encoding: "utf-16le", damaged: 1 });
    expect(decodeText(utf16("héllo").swap16())).toMatchObject({ text: "héllo", encoding: "utf-16be" });
  });

  it("reads Windows-1252 where the bytes are no UTF-8", () => {
    expect(decodeText(Buffer.from("caf\xe9 \x80 5, na\xefve", "latin1"))).toEqual({
      text: "café € 5, naïve",
      encoding: "windows-1252",
      damaged: 0,
    });
  });

  it("stays with UTF-8 when only some of it is damaged, and counts the damage", () => {
    const content = Buffer.concat([
      Buffer.from("日本語 grüße "),
      Buffer.from([0xff, 0xed, 0xa0, 0x80]),
      Buffer.from(" ende"),
    ]);
    expect(decodeText(content)).toEqual({
      text: "日本語 grüße \uFFFD\uFFFD\uFFFD\uFFFD ende",
      encoding: "utf-8",
      damaged: 4,
    });
  });

  it("replaces a NUL behind the first 8 kB, and calls a file with an earlier one binary", () => {
    const text = "a".repeat(9000);
    expect(read(Buffer.from(`${text}\0b`))).toBe(`${text}\uFFFDb`);
    expect(read(Buffer.from("a\0b"))).toBe("binary");
  });

  it.each([
    ["a PDF", "%PDF-1.7 text follows"],
    ["a PNG", "\x89PNG\r\n\x1a\nrest"],
    ["gzip", "\x1f\x8b\x08rest"],
    ["a ZIP", "PK\x03\x04rest"],
    ["bzip2", "BZh91AY&SY\xff\xfe"],
    ["control characters", "\x01\x02\x03\xff\xfe\x05 some"],
  ])("knows %s for binary", (_, content) => {
    expect(read(Buffer.from(content, "latin1"))).toBe("binary");
  });

  it("does not take text for binary because it begins like a format", () => {
    expect(read(Buffer.from("BZhang wrote this"))).toBe("BZhang wrote this");
    expect(read(Buffer.from("PAR1 is a magic number"))).toBe("PAR1 is a magic number");
    expect(read(Buffer.from("GIF89a is a magic number too"))).toContain("magic");
    expect(read(Buffer.from("GIF89a\x10\xff\xfe", "latin1"))).toBe("binary");
  });

  it("skips LFS pointers and white space", () => {
    const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";
    expect(read(Buffer.from(pointer))).toBe("lfs-pointer");
    expect(read(Buffer.from(pointer + "x".repeat(2000)))).toContain("oid sha256");
    expect(read(Buffer.from(" \n\t\r\n"))).toBe("empty");
  });

  it("reads a single line of 10 MB", () => {
    const line = "0123456789".repeat(1024 * 1024);
    expect(read(Buffer.from(line)) === line).toBe(true);
  });

  it("gives well-formed text without NUL whatever the bytes", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        fc.constantFrom("", "\xff\xfe", "\xfe\xff", "\xef\xbb\xbf"),
        (all, mark) => {
          const text = read(Buffer.concat([Buffer.from(mark, "latin1"), all]));
          expect(text.isWellFormed() && !text.includes("\0")).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
