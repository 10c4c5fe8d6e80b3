import { common, createLowlight } from "lowlight";
import { type ColourKind, type Colours, kindOf } from "./colour-kinds.ts";

type Node = ReturnType<ReturnType<typeof createLowlight>["highlight"]>["children"][number];

const lowlight = createLowlight(common);

/** What files are called that have no ending that says it, or one the highlighter knows by another name. */
const names: Readonly<Record<string, string>> = {
  dockerfile: "bash",
  gemfile: "ruby",
  rakefile: "ruby",
  justfile: "makefile",
  mts: "typescript",
  cts: "typescript",
  jsonc: "json",
  json5: "json",
  toml: "ini",
  env: "bash",
  mdx: "markdown",
  vue: "xml",
  svelte: "xml",
  astro: "xml",
  gradle: "kotlin",
  tf: "ini",
  proto: "cpp",
};

/** Colours a text as the first of `languages` (names, endings of files) that is known; null when none is. */
export function colourText(text: string, languages: readonly string[]): Colours | null {
  const language = languages.map((one) => names[one] ?? one).find((one) => lowlight.registered(one));
  if (language === undefined) return null;
  const starts: number[] = [0];
  const lengths: number[] = [];
  const kinds: number[] = [];
  const add = (length: number, kind: ColourKind) => {
    if (length === 0) return;
    lengths.push(length);
    kinds.push(kind);
  };
  const walk = (nodes: readonly Node[], kind: ColourKind): void => {
    for (const node of nodes) {
      if (node.type === "text") {
        const [first = "", ...others] = node.value.split("\n");
        add(first.length, kind);
        for (const line of others) {
          starts.push(lengths.length);
          add(line.length, kind);
        }
      } else if (node.type === "element") {
        const className = Array.isArray(node.properties.className) ? node.properties.className : [];
        walk(
          node.children as Node[],
          className.map((one) => kindOf(String(one))).find((one) => one !== undefined) ?? kind,
        );
      }
    }
  };
  walk(lowlight.highlight(language, text).children, 0);
  starts.push(lengths.length);
  return { starts: Uint32Array.from(starts), lengths: Uint32Array.from(lengths), kinds: Uint8Array.from(kinds) };
}
