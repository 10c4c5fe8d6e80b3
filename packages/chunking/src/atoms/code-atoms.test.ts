import { describe, expect, it } from "vitest";
import { type Chunk, chunk } from "../index.ts";

function code(input: string, maxTokens = 64): Chunk[] {
  return chunk(input, { kind: "code", maxTokens });
}

function texts(input: string, maxTokens?: number): string[] {
  return code(input, maxTokens).map((part) => part.text);
}

function statements(indentation: string, count: number): string {
  return `${indentation}const value = compute(first, second);\n`.repeat(count);
}

describe("code", () => {
  it("cuts between functions, each with its comment and annotations", () => {
    const one = `/**\n * Says what it does.\n */\n@decorated({\n  deep: true,\n})\nexport function one() {\n${statements("  ", 3)}}\n\n`;
    const two = `// Another one.\n#[test]\nfn two() {\n${statements("  ", 4)}}\n\n`;
    const three = `# A comment.\n@wraps(f)\ndef three():\n${statements("    ", 4)}`;
    expect(texts(one + two + three, 80)).toEqual([one, two, three]);
  });

  it("merges small functions up to the size", () => {
    const parts = code("function f() {\n  g();\n}\n\n".repeat(40));
    for (const part of parts) expect(part.text).toMatch(/^(?:function f\(\) \{\n {2}g\(\);\n\}\n\n){4,}$/);
  });

  it("splits a large class between its methods and a large method between its statements", () => {
    const method = (name: string): string => `  ${name}() {\n${statements("    ", 4)}  }\n\n`;
    const input = `class Large {\n${method("first")}${method("second")}${method("third")}}\n`;
    const parts = code(input, 80);
    expect(parts.map((part) => part.symbol)).toEqual(["Large", "second", "third"]);
    for (const part of code(`function huge() {\n${statements("  ", 40)}}\n`))
      expect(part.text).toMatch(/;\n(?:\}\n)?$/);
  });

  it("tells the structure of code without indentation by its brackets, and without brackets by its indentation", () => {
    const flat = `void f() {\n${statements("", 5)}}\n`.repeat(6);
    for (const text of texts(flat, 80)) expect(text).toMatch(/^void f\(\)/);
    const indented = `def f():\n${statements("    ", 5)}`.repeat(6);
    for (const text of texts(indented, 80)) expect(text).toMatch(/^def f\(\)/);
  });

  it("is not led astray by brackets in strings, comments and character literals", () => {
    const body = `  a("((("); // {{{\n  b('['); /* ((( */ c(\`{{\`);\n  const url = "https://example.com/(";\n`;
    const input = `function f() {\n${body}${statements("  ", 2)}}\n\n`.repeat(6);
    for (const text of texts(input, 128)) expect(text).toMatch(/^function f/);
  });

  it("finds its way back by indentation when brackets do not match", () => {
    const input = `def f(x):\n    y = (x // 2)\n    z = /[(]/\n${statements("    ", 3)}\n`.repeat(6);
    for (const text of texts(input, 80)) expect(text).toMatch(/^def f/);
  });

  it("reads nothing in long strings and block comments as code", () => {
    const template = `const text = \`\nfunction notOne() {\n\`;\n`;
    const docstring = `def real():\n    """\ndef not_this():\n    """\n`;
    expect(code(`${template}\n/*\nfunction norThis() {\n*/\n\n${docstring}`, 512)[0]?.symbol).toBe("real");
  });

  it("keeps else, catch and closing brackets with what precedes them", () => {
    const branch = `if (a) {\n${statements("  ", 3)}}\nelse {\n${statements("  ", 3)}}\n`;
    for (const text of texts(branch.repeat(5))) expect(text).not.toMatch(/^(?:else|\})/);
  });

  it("cuts a line without spaces after punctuation", () => {
    const parts = code('{"key":"value","other":[1,2,3]},'.repeat(100));
    for (const part of parts.slice(0, -1)) expect(part.text).toMatch(/[",:[\]{}]$/);
  });

  it("repeats whole lines when told to, within a block only", () => {
    const input = `function a() {\n${statements("  ", 30)}}\n\nfunction b() {\n${statements("  ", 2)}}\n`;
    const parts = chunk(input, { kind: "code", maxTokens: 64, overlapTokens: 20 });
    expect(parts.some((part) => part.start < part.bodyStart)).toBe(true);
    for (const part of parts) expect(part.start === 0 || input[part.start - 1] === "\n").toBe(true);
    const second = parts.find((part) => input.startsWith("function b", part.bodyStart));
    expect(second?.start).toBe(second?.bodyStart);
  });
});
