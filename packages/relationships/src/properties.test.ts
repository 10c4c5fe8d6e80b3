import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extractRelationships } from "./extract.ts";
import { documentOf, fileOf } from "./testing/document.ts";
import { readUrl } from "./urls.ts";

const pieces = fc.constantFrom(
  ..."#12 ENG-12 fixes closes: not acme/birds#3 GH-4 @ada abc1234 ``` ` ~~~ <!-- --> [a]( ) https://github.com/a/b/pull/3 :// import from ./a".split(
    " ",
  ),
  ..."use mod crate:: { } ( ) \" ' require_relative #include ; , . /eng-1-x // /* */ - 1. > package namespace".split(
    " ",
  ),
  "\n",
  "\n\n",
  "    ",
  "\u{1F600}",
  "\uD83D",
);
const text = fc
  .array(fc.oneof({ weight: 5, arbitrary: pieces }, fc.string({ maxLength: 6 })), { maxLength: 80 })
  .map((parts) => parts.join(" ").toWellFormed());
const paths = fc.constantFrom(
  ..."a.ts a.py a.go a.rs a.java a.cs a.rb a.php a.c a.md a.txt a.vue go.mod package.json".split(" "),
);

describe("any document", () => {
  it("gives edges whose evidence is the literal text, each once, the same every time", () => {
    fc.assert(
      fc.property(
        text,
        paths,
        fc.boolean(),
        fc.constantFrom("issue", "pull-request", "thread"),
        (content, path, isFile, type) => {
          const format = path.endsWith(".md") ? "markdown" : "code";
          const document = isFile
            ? { ...fileOf(path, content), format: format as "code" }
            : documentOf({ content, type });
          const { edges, keys } = extractRelationships(document);
          expect(extractRelationships(document)).toEqual({ edges, keys });
          for (const { evidence, targets } of edges) {
            expect(targets.length).toBeGreaterThan(0);
            for (const target of targets) expect(target.isWellFormed() && target.length <= 600).toBe(true);
            if ("start" in evidence) expect(content.slice(evidence.start, evidence.end)).toBe(evidence.text);
          }
          const names = edges.map(({ kind, targets, detail, reverse }) =>
            JSON.stringify([kind, targets, detail, reverse]),
          );
          expect(new Set(names).size).toBe(names.length);
          expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("finds nothing to refer to inside a fence", () => {
    fc.assert(
      fc.property(text, (inner) => {
        const code = inner.replaceAll("`", "").replaceAll("~", "");
        const { edges } = extractRelationships(
          documentOf({ content: `Before.\n\n\`\`\`\`\n${code}\n\`\`\`\`\n\nAfter.` }),
        );
        expect(edges).toEqual([]);
      }),
    );
  });

  it("has addresses that are read without an error, and alike with a slash, www and a fragment", () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), (url) => {
        const [bare = ""] = url.split("#");
        const read = readUrl(bare)?.targets;
        expect(readUrl(`${bare}#part`)?.targets).toEqual(read);
        if (!bare.includes("?")) expect(readUrl(`${bare.replace(/\/+$/, "")}/`)?.targets).toEqual(read);
      }),
    );
  });
});

describe("a hostile text of 1 MB", () => {
  const size = 1_000_000;
  const hostile = [
    ..."# #1 ` `` ```\n <!-- ]( [ :// http:// https://a. @a @a\n a-1/ /a-1 A- A1- fixes fixes: close\x20 deadbeef1 a/ a.b/ ../ -"
      .split(" ")
      .filter((piece) => piece !== ""),
    ...[
      'from "./a" ',
      "export ",
      "export \n",
      "import {",
      "import ",
      "from . import (",
      "use crate::{",
      'require("',
      "#include ",
      "mod a",
    ],
    ...[
      "\t",
      " ",
      "\n ",
      "\n\t",
      "\n/*",
      "//",
      "\n    x\n\n",
      "'",
      "([",
      "a_",
      "https://x/)",
      "http://",
      "not fix ENG-1 ",
    ],
  ];

  it.each(["markdown", "code"] as const)("is read in time that does not explode (%s)", (format) => {
    // The pieces share one bound: a single one, on a busy machine, says nothing.
    const spent: number[] = [];
    for (const piece of hostile) {
      const content = piece.repeat(Math.ceil(size / piece.length / 4));
      const before = process.cpuUsage();
      if (format === "markdown") extractRelationships(documentOf({ content, type: "pull-request" }));
      else for (const path of ["a.ts", "a.py", "a.rs"]) extractRelationships(fileOf(path, content));
      const { user } = process.cpuUsage(before);
      spent.push(user / 1_000);
    }
    expect(Math.max(...spent)).toBeLessThan(1_000);
  });
});
