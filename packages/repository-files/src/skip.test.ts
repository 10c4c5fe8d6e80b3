import { describe, expect, it } from "vitest";
import { isBinaryName } from "./binary-names.ts";
import { generatedName } from "./generated-names.ts";
import { classifyName } from "./language.ts";
import { formatVersion, parseVersion, skipByName } from "./skip.ts";

const sha = "a".repeat(40);
const entry = { mode: "100644", sha, size: 2000, path: "" };
const rules = { maxFileBytes: 10_000, generated: () => null };
const reasonOf = (path: string, change: Partial<typeof entry> = {}) => skipByName({ ...entry, ...change }, path, rules);

describe("skipping by name, mode and size", () => {
  it("knows why", () => {
    expect(reasonOf("lib", { mode: "160000" })).toBe("submodule");
    expect(reasonOf("link.ts", { mode: "120000" })).toBe("symlink");
    expect(reasonOf("a.ts", { size: 0 })).toBe("empty");
    expect(reasonOf("a/pnpm-lock.yaml")).toBe("generated");
    expect(reasonOf("a.ts", { size: 10_001 })).toBe("too-large");
    expect(reasonOf("a.png")).toBe("binary");
    expect(reasonOf("a.ts", { size: 10_000 })).toBeNull();
  });

  it("leaves a small file with a binary ending to its content: it may be an LFS pointer", () => {
    expect(reasonOf("a.png", { size: 130 })).toBeNull();
  });

  it("lets .gitattributes decide what is generated", () => {
    expect(skipByName(entry, "a.ts", { ...rules, generated: () => true })).toBe("generated");
    expect(skipByName(entry, "yarn.lock", { ...rules, generated: () => false })).toBeNull();
  });

  it.each(["Cargo.lock", "x/go.sum", "jquery.min.js", "a-min.css", "app.js.map", "Gemfile.lock", "uv.lock"])(
    "takes %s for generated",
    (path) => {
      expect(generatedName(path)).not.toBeNull();
    },
  );

  it.each(["lock.ts", "min.js", "world.map", "admin.js", "package.json", "src/go.sum.ts"])(
    "does not take %s for generated",
    (path) => {
      expect(generatedName(path)).toBeNull();
    },
  );

  it("knows binary endings, and only as endings", () => {
    expect(isBinaryName("a/b.PNG")).toBe(true);
    expect(isBinaryName("a.png/b")).toBe(false);
    expect(isBinaryName("png")).toBe(false);
  });
});

describe("versions", () => {
  it("say what the listing decided", () => {
    expect(formatVersion(sha, null, 5)).toBe(sha);
    expect(parseVersion(sha)).toEqual({ sha, skip: null, limit: null });
    expect(parseVersion(formatVersion(sha, "too-large", 5))).toEqual({ sha, skip: "too-large", limit: 5 });
    expect(parseVersion(formatVersion(sha, "symlink", 5))).toEqual({ sha, skip: "symlink", limit: null });
    expect(formatVersion(sha, "too-large", 5)).not.toBe(formatVersion(sha, "too-large", 6));
  });

  it.each(["", "none", "abc", `${sha}+nonsense`, `${sha}+`, `${sha}x`])("%j is none", (version) => {
    expect(parseVersion(version)).toBeNull();
  });
});

describe("classifyName", () => {
  it.each([
    ["README.md", "markdown", "Markdown"],
    ["a/page.mdx", "markdown", "MDX"],
    ["src/main.TS", "code", "TypeScript"],
    ["Dockerfile.dev", "code", "Dockerfile"],
    ["x/Makefile", "code", "Makefile"],
    ["go.mod", "code", "Go Module"],
    ["md", "text", undefined],
    ["notes.txt", "text", undefined],
    ["constructor", "text", undefined],
    ["a.constructor", "text", undefined],
  ])("%s is %s (%s)", (path, format, language) => {
    expect(classifyName(path)).toEqual({ format, ...(language !== undefined && { language }) });
  });
});
