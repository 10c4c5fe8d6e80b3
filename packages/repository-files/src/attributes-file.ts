import { compileGlob } from "./glob.ts";

/** Name of git's attributes file at a repository's root. */
export const ATTRIBUTES_FILE = ".gitattributes";

/** Largest attributes file that is read, in bytes, and most rules taken from it. */
const ATTRIBUTES_FILE_MAX_BYTES = 256 * 1024;
const RULES_MAX = 1000;

/** One line of `.gitattributes` that says whether files are generated. */
export interface GeneratedRule {
  readonly glob: string;
  /** Null takes back what earlier lines said. */
  readonly generated: boolean | null;
}

/** Reads the `linguist-generated` lines of a `.gitattributes`; lines that make no sense are passed over, as git does. */
export function parseAttributesFile(content: Buffer): GeneratedRule[] {
  if (content.length > ATTRIBUTES_FILE_MAX_BYTES) return [];
  const rules: GeneratedRule[] = [];
  for (const line of content.toString("utf8").split(/\r?\n/)) {
    const parts = /^\s*("(?:[^"\\]|\\.)*"|[^\s"#]\S*)\s+(.*)$/.exec(line);
    const glob = parts?.[1]?.replace(/^"(.*)"$/s, "$1");
    if (parts === null || glob === undefined || glob.startsWith("!")) continue;
    for (const attribute of (parts[2] ?? "").split(/\s+/)) {
      const generated = generatedBy(attribute);
      if (generated !== undefined && rules.length < RULES_MAX) rules.push({ glob, generated });
    }
  }
  return rules;
}

/** Compiles rules into a test of paths: true or false as the last rule that matches says, null when none does. */
export function compileGeneratedRules(rules: readonly GeneratedRule[]): (path: string) => boolean | null {
  const compiled = rules.flatMap(({ glob, generated }) => {
    // Attributes know no braces.
    const matches = compileGlob(glob.replace(/[{}]/g, "\\$&"), { below: false });
    return [{ matches, generated }];
  });
  return (path) => compiled.findLast(({ matches }) => matches(path))?.generated ?? null;
}

function generatedBy(attribute: string): boolean | null | undefined {
  switch (attribute) {
    case "linguist-generated":
    case "linguist-generated=true":
      return true;
    case "-linguist-generated":
    case "linguist-generated=false":
      return false;
    case "!linguist-generated":
      return null;
    default:
      return undefined;
  }
}
