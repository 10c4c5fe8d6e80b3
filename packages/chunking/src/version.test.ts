import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { CHUNKER_VERSION, chunk } from "./index.ts";

const prose = "A sentence of some length stands here. Dr. Who wrote another, e.g. this one! And 日本語。";
const inputs = {
  text: `${prose} ${prose}\n${prose}\n\n`.repeat(12) + "word ".repeat(500),
  markdown: `---\na: b\n---\n# Title\n\n${prose}\n\n`
    .concat(
      `## Part\n\n- item ${prose}\n  - nested\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n\`\`\`ts\nconst a = 1;\n\`\`\`\n\n`.repeat(
        9,
      ),
    )
    .concat(`Under\n=====\n\n${prose.repeat(9)}\n`),
  code: `import a from "b";\n\n/** Doc. */\n@d({\n  x: 1,\n})\nexport class A {\n  method() {\n    // why\n    call("(");\n  }\n}\n\n`
    .repeat(12)
    .concat('{"a":[1,2],"b":"c"},'.repeat(90)),
  json: `{\n  // note\n  "a": {\n${'    "b": [1, "two"],\n'.repeat(30)}  },\n  "c": ${'{"d":[1,2],"e":"f"},'.repeat(90)}\n}\n`,
  yaml: `---\na:\n${"  - name: x\n    # why\n    run: |\n      text: more\n".repeat(20)}b: 1\n`.repeat(2),
  toml: `[a.b]\n${'key = "value"\n'.repeat(20)}\n# note\n[[c]]\nd = [\n${"  1,\n".repeat(20)}]\n`.repeat(2),
  log: `##[group]Run\n${"2026-01-31 10:20:30 line\n".repeat(30)}2026-01-31 10:20:30 Error: x\n    at f\n`.repeat(2),
  conversation: `# T\n\n## Comments\n\n${`### @ada, 2026-01-31\n\n# Sub\n\n${prose.repeat(2)}\n\n`.repeat(12)}`,
  table: `name,notes\n${'x,"two\nlines"\n'.repeat(60)}`,
} as const;

describe("CHUNKER_VERSION", () => {
  it("changes when any input is cut differently: count it up, and put the new hash here", () => {
    const chunks = Object.entries(inputs).flatMap(([kind, input]) =>
      [{}, { maxTokens: 64 }, { maxTokens: 100, overlapTokens: 30 }].map((options) =>
        chunk(input, { kind: kind as keyof typeof inputs, ...options }),
      ),
    );
    const hash = createHash("sha256").update(JSON.stringify(chunks)).digest("hex").slice(0, 16);
    expect({ version: CHUNKER_VERSION, hash }).toEqual({ version: "2", hash: "8a9335df77ce97ab" });
  });
});
