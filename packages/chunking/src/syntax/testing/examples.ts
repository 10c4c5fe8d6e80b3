/** A source file of one language and what is to be found in it with chunks of 64 tokens. */
export interface SyntaxExample {
  readonly path: string;
  readonly language: string;
  readonly source: string;
  readonly imports: readonly string[];
  /** Small functions with what belongs to them: each is in one chunk. */
  readonly functions: readonly string[];
  /** What the chunk that contains a text says. */
  readonly method: {
    readonly contains: string;
    readonly symbolPath: readonly string[];
    readonly docComment: string | undefined;
  };
}

/** Some twenty lines of statements, the last of which is told apart by its number. */
function statements(line: string): string {
  return Array.from({ length: 20 }, (_, number) => `${line.replace("#", String(number))}\n`).join("");
}

const javaScriptFunction = `/** Adds a lamp. */
export function addLamp(lamp) {
  return lamps.push(lamp);
}
`;
const javaScriptClass = `export class Harbour extends Place {
  /** Opens the gates. */
  async open() {
${statements("    await this.gate(#);")}  }
}
`;
const javaScript = `import { lamps } from "./lamps.js";
export { tide } from "./tide.js";
const path = require("node:path");

${javaScriptFunction}
const limit = 4;

${javaScriptClass}`;
const javaScriptMethod = {
  contains: "this.gate(19)",
  symbolPath: ["Harbour", "open"],
  docComment: "/** Opens the gates. */",
};

const pythonFunction = `# Adds a lamp.
@cached
def add_lamp(lamp: Lamp) -> int:
    return lamps.push(lamp)
`;
const pythonStart = `import os, sys as system
from .lamps import lamps

${pythonFunction}

class Harbour(Place):
    async def open(self):
        """Opens the gates."""
`;

const goFunction = `// AddLamp adds a lamp.
func AddLamp(lamp Lamp) int {
	return lamps.Push(lamp)
}
`;
const rustFunction = `/// Adds a lamp.
#[inline]
pub fn add_lamp(lamp: Lamp) -> usize {
    lamps.push(lamp)
}
`;
const javaMethod = `    /** Adds a lamp. */
    @Override
    public int addLamp(Lamp lamp) {
        return lamps.push(lamp);
    }
`;
const csharpMethod = `        /// <summary>Adds a lamp.</summary>
        [Pure]
        public int AddLamp(Lamp lamp)
        {
            return lamps.Push(lamp);
        }
`;
const cFunction = `/* Adds a lamp. */
static int add_lamp(struct lamp *lamp)
{
	return push(lamps, lamp);
}
`;
const cppFunction = `// The larger one.
template <typename T>
T larger(T left, T right) {
  return left < right ? right : left;
}
`;
const rubyFunction = `  # Adds a lamp.
  def add_lamp(lamp)
    lamps.push(lamp)
  end
`;
const phpFunction = `/** Adds a lamp. */
function addLamp(Lamp $lamp): int {
    return push($lamp);
}
`;
const shellFunction = `# Adds a lamp.
add_lamp() {
  push "$1" lamps
}
`;
const powershellFunction = `# Adds a lamp.
function Add-Lamp($Lamp) {
  return Push-Lamp $Lamp
}
`;
const cssRule = `/* The lamps. */
.lamp,
.lamp:hover {
  color: red;
}
`;

/** One file of each grammar, two of C and C++. */
export const examples: readonly SyntaxExample[] = [
  {
    path: "src/a.js",
    language: "javascript",
    source: javaScript,
    imports: ["./lamps.js", "./tide.js", "node:path"],
    functions: [javaScriptFunction],
    method: javaScriptMethod,
  },
  {
    path: "src/a.mts",
    language: "typescript",
    source: javaScript.replace("(lamp)", "(lamp: Lamp): number"),
    imports: ["./lamps.js", "./tide.js", "node:path"],
    functions: [javaScriptFunction.replace("(lamp)", "(lamp: Lamp): number")],
    method: javaScriptMethod,
  },
  {
    path: "src/a.tsx",
    language: "tsx",
    source: javaScript.replace("lamps.push(lamp)", "<Lamp lamp={lamp} />"),
    imports: ["./lamps.js", "./tide.js", "node:path"],
    functions: [javaScriptFunction.replace("lamps.push(lamp)", "<Lamp lamp={lamp} />")],
    method: javaScriptMethod,
  },
  {
    path: "a.py",
    language: "python",
    source: pythonStart + statements("        await self.gate(#)"),
    imports: ["os", "sys", ".lamps"],
    functions: [pythonFunction],
    method: { contains: "self.gate(19)", symbolPath: ["Harbour", "open"], docComment: '"""Opens the gates."""' },
  },
  {
    path: "a.go",
    language: "go",
    source: `package harbour

import (
	"fmt"
	lamps "example.com/lamps"
)

${goFunction}
// Open opens the gates.
// All of them.
func (h *Harbour[T]) Open() error {
${statements("	h.Gate(#)")}	return nil
}
`,
    imports: ["fmt", "example.com/lamps"],
    functions: [goFunction],
    method: {
      contains: "h.Gate(19)",
      symbolPath: ["Harbour", "Open"],
      docComment: "// Open opens the gates.\n// All of them.",
    },
  },
  {
    path: "a.rs",
    language: "rust",
    source: `use std::collections::{HashMap, HashSet};
use crate::lamps;

${rustFunction}
impl<T> Place for Harbour<T> {
    /// Opens the gates.
    /// All of them.
    fn open(&self) {
${statements("        self.gate(#);")}    }
}
`,
    imports: ["std::collections", "crate::lamps"],
    functions: [rustFunction],
    method: {
      contains: "self.gate(19)",
      symbolPath: ["Harbour", "open"],
      docComment: "/// Opens the gates.\n    /// All of them.",
    },
  },
  {
    path: "A.java",
    language: "java",
    source: `package harbour;

import java.util.List;
import static java.util.Map.*;

public class Harbour extends Place {
${javaMethod}
    /** Opens the gates. */
    void open() {
${statements("        gate(#);")}    }
}
`,
    imports: ["java.util.List", "java.util.Map.*"],
    functions: [javaMethod],
    method: { contains: "gate(19)", symbolPath: ["Harbour", "open"], docComment: "/** Opens the gates. */" },
  },
  {
    path: "A.cs",
    language: "csharp",
    source: `using System.Text;
using static System.Math;

namespace Coast
{
    public class Harbour : IPlace
    {
${csharpMethod}
        // Opens the gates.
        void Open()
        {
${statements("            Gate(#);")}        }
    }
}
`,
    imports: ["System.Text", "System.Math"],
    functions: [csharpMethod],
    method: { contains: "Gate(19)", symbolPath: ["Coast", "Harbour", "Open"], docComment: "// Opens the gates." },
  },
  {
    path: "a.c",
    language: "cpp",
    source: `#include <stdio.h>
#include "lamps.h"

#ifdef HARBOUR
${cFunction}
/* Opens the gates. */
struct gate *open_gates(struct harbour *harbour)
{
${statements("	gate(harbour, #);")}	return 0;
}
#endif
`,
    imports: ["stdio.h", "lamps.h"],
    functions: [cFunction],
    method: { contains: "gate(harbour, 19)", symbolPath: ["open_gates"], docComment: "/* Opens the gates. */" },
  },
  {
    path: "a.hpp",
    language: "cpp",
    source: `#include <vector>

namespace coast {
${cppFunction}
// Opens the gates.
void Harbour<int>::open() {
${statements("  gate(#);")}}
}  // namespace coast
`,
    imports: ["vector"],
    functions: [cppFunction],
    method: { contains: "gate(19)", symbolPath: ["coast", "Harbour", "open"], docComment: "// Opens the gates." },
  },
  {
    path: "a.rb",
    language: "ruby",
    source: `require "set"
require_relative "lamps"

module Coast
${rubyFunction}
  class Harbour < Place
    # Opens the gates.
    def open
${statements("      gate(#)")}    end
  end
end
`,
    imports: ["set", "lamps"],
    functions: [rubyFunction],
    method: { contains: "gate(19)", symbolPath: ["Coast", "Harbour", "open"], docComment: "# Opens the gates." },
  },
  {
    path: "a.php",
    language: "php",
    source: `<?php
namespace Coast;

use Coast\\Lamps\\Lamp;

${phpFunction}
class Harbour {
    /** Opens the gates. */
    public function open(): void {
${statements("        $this->gate(#);")}    }
}
`,
    imports: ["Coast\\Lamps\\Lamp"],
    functions: [phpFunction],
    method: { contains: "gate(19)", symbolPath: ["Harbour", "open"], docComment: "/** Opens the gates. */" },
  },
  {
    path: "a.sh",
    language: "bash",
    source: `source ./lamps.sh

${shellFunction}
# Opens the gates.
function open_gates {
${statements("  gate # now")}}
`,
    imports: ["./lamps.sh"],
    functions: [shellFunction],
    method: { contains: "gate 19 now", symbolPath: ["open_gates"], docComment: "# Opens the gates." },
  },
  {
    path: "a.ps1",
    language: "powershell",
    source: `${powershellFunction}
# Opens the gates.
function Open-Gates {
${statements("  Open-Gate #")}}
`,
    imports: [],
    functions: [powershellFunction],
    method: { contains: "Open-Gate 19", symbolPath: ["Open-Gates"], docComment: "# Opens the gates." },
  },
  {
    path: "a.css",
    language: "css",
    source: `@import "base.css";

${cssRule}
/* Wide. */
@media (min-width: 40rem) {
${statements("  .gate-# { color: blue; }")}}
`,
    imports: ["base.css"],
    functions: [cssRule],
    method: {
      contains: ".gate-19 {",
      symbolPath: ["@media (min-width: 40rem)", ".gate-18"],
      docComment: undefined,
    },
  },
];
