// The table of settings in docs/production.md, made from the comments of apps/console/src/env/variables.ts:
// `node scripts/environment-table.ts --write` brings it up to date, a test says when it is not.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** Where the table is. */
export const productionGuide = join(root, "docs/production.md");

const begin = "<!-- The table is made by `node scripts/environment-table.ts --write`. -->\n";
const end = "<!-- End of the table. -->";

/** Settings that are nobody's to set. */
const internal = new Set(["INIT_CWD"]);

/** One setting, as its schema and its comment describe it. */
interface Setting {
  readonly name: string;
  /** Without it the setting has no comment, which is a mistake. */
  readonly comment: string | undefined;
  readonly defaultValue: string | undefined;
}

/** Every setting the environment schema knows, in its order. */
export function readSettings(
  source = readFileSync(join(root, "apps/console/src/env/variables.ts"), "utf8"),
): Setting[] {
  const body = /const variablesSchema = z\.object\(\{\n([\s\S]*?)\n\}\);/.exec(source)?.[1];
  if (body === undefined) throw new Error("The schema of the environment was not found in variables.ts.");
  const entry = /(?: {2}\/\*\*([\s\S]*?)\*\/\n)? {2}([A-Z][A-Z0-9_]*): ([\s\S]*?),(?=\n(?: {2}\/\*\*| {2}[A-Z]|$)|$)/g;
  return [...body.matchAll(entry)].flatMap(([, comment, name = "", schema = ""]) => {
    if (internal.has(name)) return [];
    const defaultValue = /\.default\(("?)(.*?)\1\)/.exec(schema)?.[2];
    const text = comment
      ?.split("\n")
      .map((line) => line.replace(/^\s*\*?\s*/, ""))
      .join(" ")
      .trim();
    return [{ name, comment: text, defaultValue }];
  });
}

/** The table as Markdown. */
export function environmentTable(settings = readSettings()): string {
  const rows = settings.map(({ name, comment = "", defaultValue }) => {
    const shown = defaultValue === undefined ? "" : `\`${defaultValue}\``;
    return `| \`${name}\` | ${shown} | ${comment.replaceAll("|", "\\|")} |`;
  });
  return ["| variable | default | meaning |", "|---|---|---|", ...rows].join("\n");
}

/** The guide with the table as it has to be. Throws when the guide has no place for it. */
export function withTable(guide: string): string {
  const [start, stop] = [guide.indexOf(begin), guide.indexOf(end)];
  if (start < 0 || stop < start) throw new Error("docs/production.md has lost the marks of its table of settings.");
  return `${guide.slice(0, start + begin.length)}\n${environmentTable()}\n\n${guide.slice(stop)}`;
}

if (import.meta.main) {
  const guide = readFileSync(productionGuide, "utf8");
  if (process.argv.includes("--write")) writeFileSync(productionGuide, withTable(guide));
  else process.stdout.write(`${environmentTable()}\n`);
}
