import { describe, expect, it } from "vitest";
import { DEFAULT_MAX_FILE_BYTES, type FileOptions } from "./file-options.ts";
import { fingerprint, makeFileRules } from "./file-rules.ts";

const make = (options: FileOptions, settings?: string, attributes?: string) =>
  makeFileRules(
    options,
    settings === undefined ? null : Buffer.from(settings),
    attributes === undefined ? null : Buffer.from(attributes),
  );

describe("the rules of a repository's files", () => {
  it("let in what the configuration and tributary.yml both let in", () => {
    const { rules } = make({ include: ["src/"] }, "include: ['*.ts', '*.md']\nexclude: [src/old/]\n");
    expect(["src/a.ts", "src/b.md"].every((path) => rules.includes(path))).toBe(true);
    for (const path of ["docs/b.md", "src/a.js", "src/old/a.ts"]) expect(rules.includes(path)).toBe(false);
  });

  it("take the smaller size, and a megabyte when none is given", () => {
    expect(make({}).rules.maxFileBytes).toBe(DEFAULT_MAX_FILE_BYTES);
    expect(make({ maxFileBytes: 10 }, "maxFileBytes: 20\n").rules.maxFileBytes).toBe(10);
    expect(make({ maxFileBytes: 20 }, "maxFileBytes: 10\n").rules.maxFileBytes).toBe(10);
  });

  it("tell what .gitattributes calls generated", () => {
    const { rules } = make({}, undefined, "*.pb.go linguist-generated\nkeep.pb.go -linguist-generated\n");
    expect(["a.pb.go", "keep.pb.go", "a.go"].map((path) => rules.generated(path))).toEqual([true, false, null]);
  });

  it("say where a glob is that has too many alternatives", () => {
    const braces = "{a,b}".repeat(10);
    const refused = (place: string) => ({ code: "invalid-config", message: expect.stringContaining(place) });
    expect(() => make({ exclude: [braces] })).toThrow(expect.objectContaining(refused("the configuration")));
    expect(() => make({}, `exclude: ["${braces}"]\n`)).toThrow(expect.objectContaining(refused("tributary.yml")));
  });

  it("have a fingerprint that only what they are made of changes", () => {
    const { settings, generatedRules } = make({}, "exclude: [a]\n", "b linguist-generated\n");
    const same = make({}, "# said otherwise\nexclude:\n  - a\n", "# and here\nb linguist-generated\n");
    expect(fingerprint([settings, generatedRules])).toBe(fingerprint([same.settings, same.generatedRules]));
    expect(fingerprint([settings])).not.toBe(fingerprint([make({}, "exclude: [b]\n").settings]));
  });
});
