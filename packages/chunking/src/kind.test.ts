import { describe, expect, it } from "vitest";
import { kindOfPath } from "./index.ts";

describe("kindOfPath", () => {
  it.each([
    ["README.md", "markdown"],
    ["docs/page.MDX", "markdown"],
    ["src/index.ts", "code"],
    ["types/global.d.ts", "code"],
    ["a\\b\\main.RS", "code"],
    ["deploy/Dockerfile", "code"],
    ["CMakeLists.txt", "code"],
    [".gitignore", "code"],
    ["data/values.yaml", "yaml"],
    ["package.json", "json"],
    ["events.JSONL", "json"],
    ["pyproject.toml", "toml"],
    ["poetry.lock", "toml"],
    [".editorconfig", "toml"],
    ["composer.lock", "json"],
    ["build/output.log", "log"],
    ["people.tsv", "table"],
    ["nginx.conf", "code"],
    ["notes.txt", "text"],
    ["LICENSE", "text"],
    ["folder.ts/file", "text"],
    ["", "text"],
    ["archive.unknown", "text"],
  ])("says of %j: %s", (path, kind) => {
    expect(kindOfPath(path)).toBe(kind);
  });
});
