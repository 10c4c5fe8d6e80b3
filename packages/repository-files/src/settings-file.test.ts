import { isSourceError } from "@tributary/source";
import { describe, expect, it } from "vitest";
import { parseSettingsFile } from "./settings-file.ts";

const parse = (text: string) => parseSettingsFile(Buffer.from(text));

function messageOf(text: string): string {
  try {
    parse(text);
  } catch (error) {
    if (isSourceError(error) && error.code === "invalid-config") return error.message;
    throw error;
  }
  throw new Error("It was accepted.");
}

describe("tributary.yml", () => {
  it("may set globs and the largest size", () => {
    expect(parse("include: [docs/**, '*.md']\nexclude:\n  - docs/old\nmaxFileBytes: 2000\n")).toEqual({
      include: ["docs/**", "*.md"],
      exclude: ["docs/old"],
      maxFileBytes: 2000,
    });
  });

  it("may be empty or all comments", () => {
    expect(parse("")).toEqual({});
    expect(parse("# nothing yet\n")).toEqual({});
  });

  it.each([
    ["maxFileBytes: 1\ninclude: docs\n", /^tributary\.yml, line 2: include: .*expected array.*commit it\.$/i],
    ["exclude:\n  - a\n  - '!b'\n", /^tributary\.yml, line 3: exclude: .*must not start with "!"/],
    ["maxFileBytes: 1e12", /line 1: maxFileBytes: /],
    ["maxfilebytes: 10", /there is no setting "maxfilebytes" \(there are include, exclude and maxFileBytes\)/],
    ["include: [a\nexclude: b", /line \d+: it is no valid YAML: /],
    ["just text", /^tributary\.yml.*: it: .*expected object/i],
    [`a: &a [1,1,1,1,1,1,1,1,1]\nb: &b [${"*a,".repeat(9)}]\nc: [${"*b,".repeat(9)}]`, /aliases/],
    [`# ${"x".repeat(70_000)}`, /it has 70002 bytes, the limit is 65536/],
  ])("says what is wrong with %j", (text, message) => {
    expect(messageOf(text)).toMatch(message);
    expect(messageOf(text)).not.toContain("\n");
  });
});
