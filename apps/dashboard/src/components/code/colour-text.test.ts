import { describe, expect, it } from "vitest";
import { kindOf } from "./colour-kinds.ts";
import { colourText } from "./colour-text.ts";

describe("colourText", () => {
  it("gives each line its pieces, which are the line again when put together", () => {
    const text = "/* one\n   two */\nconst a = `x\ny`;\n";
    const colours = colourText(text, ["ts"]);
    const lines = text.split("\n");
    expect(colours?.starts.length).toBe(lines.length + 1);
    for (const [index, line] of lines.entries()) {
      const [from = 0, to = 0] = [colours?.starts[index], colours?.starts[index + 1]];
      const length = colours?.lengths.slice(from, to).reduce((sum, one) => sum + one, 0);
      expect(length).toBe(line.length);
    }
    expect(colours?.kinds[0]).toBe(kindOf("hljs-comment"));
    expect(colours?.kinds[1]).toBe(kindOf("hljs-comment"));
  });

  it("knows a language by any of its names, and says when it knows none", () => {
    expect(colourText("a: 1", ["nothing", "yml"])).not.toBeNull();
    expect(colourText("[a]", ["toml"])).not.toBeNull();
    expect(colourText("x", ["nothing"])).toBeNull();
    expect(colourText("x", [])).toBeNull();
  });
});
