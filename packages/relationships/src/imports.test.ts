import { describe, expect, it } from "vitest";
import { extractRelationships } from "./extract.ts";
import { fileOf } from "./testing/document.ts";

/** The edges of a file that lead to a path among the given ones: the first of each edge's targets that one answers to. */
function resolved(path: string, code: string, others: Readonly<Record<string, string>>): string[] {
  const owners = new Map<string, string[]>();
  for (const [name, content] of Object.entries(others)) {
    for (const { key } of extractRelationships(fileOf(name, content)).keys) {
      owners.set(key, [...(owners.get(key) ?? []), name]);
    }
  }
  return extractRelationships(fileOf(path, code)).edges.flatMap(({ kind, targets }) => {
    const target = targets.find((key) => owners.has(key));
    return target === undefined ? [] : (owners.get(target) ?? []).map((name) => `${kind} ${name}`);
  });
}

function empty(...paths: readonly string[]): Record<string, string> {
  return Object.fromEntries(paths.map((path) => [path, ""]));
}

describe("imports", () => {
  it("of TypeScript and JavaScript: with and without endings, folders, re-exports, calls", () => {
    const code = `import { a } from "./a.ts";
import b, {
  type C,
} from './b';
import "../style.css";
export * from "./c/index.js";
export { d } from "./d";
const e = require("./e"); const f = await import("./f.js");
import data from "./data.json";
import x from "react"; import y from "node:fs"; import z from "../../../outside";
// import no from "./no";
const text = 'from "./no"';
import { g } from "@/lib/g";
`;
    const others = empty(
      ...["src/ui/a.ts", "src/ui/b/index.tsx", "src/style.css", "src/ui/c/index.ts", "src/ui/d.d.ts", "src/ui/e.cjs"],
      ...["src/ui/f.ts", "src/ui/data.json", "src/ui/no.ts", "src/lib/g.ts", "src/ui/b.py"],
    );
    expect(resolved("src/ui/main.ts", code, others)).toEqual([
      ...["imports src/ui/a.ts", "imports src/ui/b/index.tsx", "imports src/style.css", "exports src/ui/c/index.ts"],
      ...["exports src/ui/d.d.ts", "imports src/ui/e.cjs", "imports src/ui/f.ts", "imports src/ui/data.json"],
      "imports src/lib/g.ts",
    ]);
    const [edge] = extractRelationships(fileOf("src/ui/main.ts", code)).edges;
    expect(edge?.evidence).toEqual({ text: 'import { a } from "./a.ts"', start: 0, end: 26 });
  });

  it("of Python: relative, absolute from a source folder, names that are modules", () => {
    const code = `from . import wren, Rook
from .models import Owl
from ..other import (
    thing,  # a function
)
import birds.core.song as song, os
from birds.core import song, VERSION
from json import loads
`;
    const others = empty(
      ...[
        "src/birds/nest/wren.py",
        "src/birds/nest/__init__.py",
        "src/birds/nest/models.py",
        "src/birds/other/__init__.py",
      ],
      ...["src/birds/core/song.py", "src/birds/core/__init__.py", "json.py"],
    );
    expect(resolved("src/birds/nest/box.py", code, others)).toEqual([
      ...["imports src/birds/nest/__init__.py", "imports src/birds/nest/wren.py", "imports src/birds/nest/models.py"],
      ...[
        "imports src/birds/other/__init__.py",
        "imports src/birds/core/song.py",
        "imports src/birds/core/__init__.py",
      ],
      "imports src/birds/core/song.py",
    ]);
  });

  it("of Rust: modules and paths within the crate", () => {
    const code = `mod nest;
pub mod song;
use crate::nest::owl::{Owl, hoot, egg::{self, Shell}};
use super::other;
pub use self::song::Song;
use std::fs;
`;
    const others = empty("src/nest/mod.rs", "src/song.rs", "src/nest/owl.rs", "src/nest/owl/egg.rs");
    expect([...new Set(resolved("src/lib.rs", code, others))]).toEqual([
      ...["imports src/nest/mod.rs", "imports src/song.rs", "imports src/nest/owl.rs", "imports src/nest/owl/egg.rs"],
      "exports src/song.rs",
    ]);
    expect(
      resolved("src/nest/owl.rs", "mod egg;\nuse super::wren;\n", { ...others, ...empty("src/nest/wren.rs") }),
    ).toEqual(["imports src/nest/owl/egg.rs", "imports src/nest/wren.rs"]);
  });

  it("of Java, Kotlin and C#: by the names files declare", () => {
    const others = {
      "app/src/main/java/com/acme/Nest.java": "package com.acme;\nclass Nest {}",
      "app/src/main/kotlin/com/acme/util/Songs.kt": "package com.acme.util\nfun sing() {}",
    };
    const code =
      "import com.acme.Nest;\nimport static com.acme.Nest.EGG;\nimport com.acme.util.*;\nimport java.util.List;\n";
    expect([...new Set(resolved("app/Main.java", code, others))]).toEqual(
      Object.keys(others).map((path) => `imports ${path}`),
    );
    expect(resolved("Main.kt", "import com.acme.util.sing\n", others)).toEqual([`imports ${Object.keys(others)[1]}`]);
    const cs = { "Nest/Owl.cs": "namespace Acme.Nest;\nclass Owl {}", "X.cs": "namespace Acme.Nest\n{\n}" };
    expect(resolved("Main.cs", "using System;\nusing Acme.Nest;\n", cs)).toEqual([
      "imports Nest/Owl.cs",
      "imports X.cs",
    ]);
  });

  it("of C, Ruby and PHP: files beside, above and in their folders", () => {
    const header = '#include "owl.h"\n#  include <nest/egg.h>\n#include <stdio.h>\n';
    expect(resolved("src/main.c", header, empty("src/owl.h", "include/nest/egg.h"))).toEqual([
      "imports src/owl.h",
      "imports include/nest/egg.h",
    ]);
    const ruby = 'require_relative "../owl"\nrequire "nest/egg"\nrequire "json"\n';
    expect(resolved("lib/nest/box.rb", ruby, empty("lib/owl.rb", "lib/nest/egg.rb"))).toEqual([
      "imports lib/owl.rb",
      "imports lib/nest/egg.rb",
    ]);
    const php = "<?php\nuse App\\Nest\\{Owl, Egg as E};\nrequire __DIR__ . '/boot.php';\nclass A { use Sings; }\n";
    const others = { "app/Nest/Owl.php": "<?php\nnamespace App\\Nest;\n", "web/boot.php": "" };
    expect(resolved("web/index.php", php, others)).toEqual(["imports app/Nest/Owl.php", "imports web/boot.php"]);
  });

  it("of Go: packages by their names, which manifests give their folders", () => {
    const code = 'package main\n\nimport (\n\t"fmt"\n\tn "acme.test/birds/nest"\n)\n\nimport "acme.test/birds"\n';
    const { edges } = extractRelationships(fileOf("cmd/main.go", code));
    expect(edges.map(({ targets }) => targets)).toEqual([
      ["package:git:abc:acme.test/birds/nest"],
      ["package:git:abc:acme.test/birds"],
    ]);
    expect(edges[0]?.evidence.text).toBe('n "acme.test/birds/nest"');
    const keys = (path: string, content: string) =>
      extractRelationships(fileOf(path, content)).keys.map(({ key }) => key);
    expect(keys("nest/box.go", "package nest\n")).toContain("directory:git:abc:go:nest");
    expect(keys("nest/box_test.go", "package nest\n")).not.toContain("directory:git:abc:go:nest");
    expect(keys("go.mod", "module acme.test/birds\n\ngo 1.24\n")).toContain("package:git:abc:acme.test/birds");
    expect(keys("a/package.json", '{\n  "name": "@acme/a"\n}')).toContain("package:git:abc:@acme/a");
  });

  it("of Markdown are its links to files", () => {
    const document = {
      ...fileOf("docs/guide.md", "[a](../src/a.ts#L3) [b](./b%20c.md) `[d](d.md)` [e](#e) [f](mailto:f@g.h)"),
    };
    const { edges } = extractRelationships({ ...document, format: "markdown" });
    expect(edges.map(({ kind, targets }) => `${kind} ${targets[0]}`)).toEqual([
      "links file:git:abc:src/a.ts",
      "links file:git:abc:docs/b c.md",
    ]);
  });

  it("leave the rest of code alone: keys count in comments, addresses where they are a tool's", () => {
    const code =
      '// TODO(ENG-4): see https://linear.app/acme/issue/ENG-5\nconst iv = "AES-128"; fetch("https://example.com/#6");\n';
    const { edges } = extractRelationships(fileOf("src/a.ts", code));
    expect(edges.map(({ kind, targets }) => `${kind} ${targets}`)).toEqual(["links key:ENG-5", "issue-key key:ENG-4"]);
  });
});
