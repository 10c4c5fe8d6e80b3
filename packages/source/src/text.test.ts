import { describe, expect, it } from "vitest";
import { clean, dayOf, facts, isoTime, line, paragraphs, section, urlOf } from "./text.ts";

describe("texts", () => {
  it("are cleaned", () => {
    expect(clean(" \n a\0b \ud800 \n")).toBe("a\ufffdb \ufffd");
    expect([clean(null), clean(undefined), clean("  ")]).toEqual(["", "", ""]);
    expect(line(" # not\n a\r\n\theading ")).toBe("# not a heading");
  });

  it("are joined without what is empty", () => {
    expect(facts({ State: "open", Team: null, Label: " a\nb ", Estimate: 0, Note: "" })).toBe(
      "State: open\nLabel: a b\nEstimate: 0",
    );
    expect(section("Log", "one")).toBe("## Log\n\none");
    expect(section("Log", "")).toBe("");
    expect(paragraphs("one", "", "two")).toBe("one\n\ntwo");
  });
});

describe("urlOf", () => {
  it.each([
    [" https://a.example/x ", "https://a.example/x"],
    ["HTTP://a.example", "HTTP://a.example"],
    ["javascript:alert(1)", undefined],
    ["a.example", undefined],
    ["https://", undefined],
    [null, undefined],
  ])("reads %j", (address, expected) => {
    expect(urlOf(address)).toBe(expected);
  });
});

describe("times", () => {
  it.each([
    [0, "1970-01-01T00:00:00.000Z"],
    [253_402_300_799_999, "9999-12-31T23:59:59.999Z"],
    [253_402_300_800_000, undefined],
    [8.64e15 + 1, undefined],
    [-1, undefined],
    [Number.NaN, undefined],
    [null, undefined],
    [undefined, undefined],
  ])("writes %j", (milliseconds, expected) => {
    expect(isoTime(milliseconds)).toBe(expected);
  });

  it("have a day", () => {
    expect(dayOf("2026-01-31T10:00:00.000Z")).toBe("2026-01-31");
  });
});
