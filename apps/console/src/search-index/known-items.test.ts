import { describe, expect, it } from "vitest";
import { knownItems } from "./known-items.ts";

const file = (path: string, format: string, start: string) => ({ id: path, title: path, path, format, start });

describe("knownItems", () => {
  it("asks for a document by its heading, its comments or its title", () => {
    const items = knownItems([
      file("docs/retry.md", "markdown", "Intro.\n\n# How retries are *scheduled*\n\nText.\n"),
      file("src/a.ts", "code", "// Copyright 2026 Somebody\n/** Turns the lamp on: slowly. */\nexport const a = 1;\n"),
      file("src/b.py", "code", "#!/usr/bin/env python\n# Counts ships that passed.\nx = 1\n"),
      { id: "issue", title: "Lamp blinks twice at dusk", path: null, format: "markdown", start: "It does.\n" },
    ]);
    expect(items).toEqual([
      { documentId: "docs/retry.md", query: "How retries are scheduled" },
      { documentId: "src/a.ts", query: "Turns the lamp on slowly." },
      { documentId: "src/b.py", query: "Counts ships that passed." },
      { documentId: "issue", query: "Lamp blinks twice at dusk" },
    ]);
  });

  it("leaves out documents that say nothing of themselves, and queries that fit several", () => {
    const items = knownItems([
      file("LICENSE.md", "markdown", "# The MIT License\n"),
      file("src/c.ts", "code", "export const c = 3;\n"),
      file("a/README.md", "markdown", "# Getting started\n"),
      file("b/README.md", "markdown", "# Getting started\n"),
      file("c/README.md", "markdown", "# Installation\n"),
    ]);
    expect(items).toEqual([]);
  });

  it("cuts a long query at a word", () => {
    const [item] = knownItems([file("a.md", "markdown", `# ${"lighthouse keeper ".repeat(30)}\n`)]);
    expect(item?.query.length).toBeLessThanOrEqual(120);
    expect(item?.query).toMatch(/^(lighthouse keeper ?)+( lighthouse)?$/);
  });
});
