// Starts a new source: copies packages/source-template to packages/source-<name> with every name replaced.
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";

const USAGE = "Usage: pnpm new-source <name> [--title <Title>], for example: pnpm new-source google-drive";
const TEMPLATE = join(import.meta.dirname, "../packages/source-template");
/** What is made in a package rather than written. */
const MADE = new Set(["node_modules", "dist", ".turbo", "CHANGELOG.md"]);
const MAX_NAME_LENGTH = 40;

/** A source's name in every spelling the template has. */
interface Names {
  /** `google-drive` */
  readonly kebab: string;
  /** `googleDrive` */
  readonly camel: string;
  /** `GoogleDrive` */
  readonly pascal: string;
  /** `Google Drive` */
  readonly title: string;
}

function main(): void {
  const { names, root } = readArguments();
  const folder = join(root, "packages", `source-${names.kebab}`);
  if (existsSync(folder)) refuse(`packages/source-${names.kebab} exists already: choose another name.`);
  cpSync(TEMPLATE, folder, { recursive: true, filter: (path) => !MADE.has(basename(path)) });
  for (const path of filesIn(folder)) {
    writeFileSync(path, replaceNames(readFileSync(path, "utf8"), names));
    renameSync(path, join(dirname(path), replaceNames(basename(path), names)));
  }
  describe(join(folder, "package.json"), names);
  console.log(nextSteps(names));
}

function readArguments(): { readonly names: Names; readonly root: string } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      // --root is for this script's test: the folder whose packages/ gets the copy.
      options: { title: { type: "string" }, root: { type: "string" } },
    });
    const [name] = positionals;
    if (name === undefined || positionals.length > 1) refuse(`Give one name. ${USAGE}`);
    return { names: namesOf(name, values.title), root: values.root ?? join(import.meta.dirname, "..") };
  } catch (error) {
    // parseArgs throws TypeErrors with a sentence of its own.
    if (error instanceof TypeError) refuse(`${error.message} ${USAGE}`);
    throw error;
  }
}

function namesOf(kebab: string, title: string | undefined): Names {
  if (kebab.startsWith("source-")) refuse(`Leave out "source-": the name is ${kebab.slice("source-".length)}.`);
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(kebab) || kebab.length > MAX_NAME_LENGTH) {
    refuse(
      `"${kebab}" is no name for a source: use lower-case letters and digits, words joined by "-", ${MAX_NAME_LENGTH} characters at most.`,
    );
  }
  if (kebab.includes("template"))
    refuse(`A name with "template" in it could not be told from the template's: choose another.`);
  const words = kebab.split("-").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const written = title?.replace(/[^A-Za-z0-9]/g, "");
  // A title that is the name in other letters, such as GitHub, says how to spell it in code.
  const pascal = written?.toLowerCase() === kebab.replaceAll("-", "") ? written : words.join("");
  const camel = words.join("").replace(/^./, (letter) => letter.toLowerCase());
  return {
    kebab,
    camel,
    pascal: pascal.replace(/^./, (letter) => letter.toUpperCase()),
    title: title ?? words.join(" "),
  };
}

/** Within an identifier the name is camelCase or PascalCase; by itself it is the id or the title. */
function replaceNames(text: string, { kebab, camel, pascal, title }: Names): string {
  return text
    .replace(/template(?=[A-Z])/g, () => camel)
    .replace(/(?<=[a-z])Template|Template(?=[A-Z])/g, () => pascal)
    .replace(/template/g, () => kebab)
    .replace(/Template/g, () => title);
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

function describe(path: string, { title }: Names): void {
  const manifest: object = JSON.parse(readFileSync(path, "utf8"));
  const changed = { ...manifest, version: "0.0.0", description: `${title} as a Tributary source.` };
  writeFileSync(path, `${JSON.stringify(changed, null, 2)}\n`);
}

function nextSteps({ kebab, camel, title }: Names): string {
  const name = `@tributary/source-${kebab}`;
  return `packages/source-${kebab} is there: the template's notes, under the name ${title}.

1. Add it to the console:
   apps/console/package.json, "dependencies":  "${name}": "workspace:^",
   apps/console/src/sources.ts, the import:    import { ${camel}Source } from "${name}";
   apps/console/src/sources.ts, the entry:     ${camel}Source,
   apps/console/src/inngest/functions/sources: ${kebab}-sync-handler.ts, like the ones there
2. Add its row to the table of sources in README.md:
   | ${title} | [\`packages/source-${kebab}\`](packages/source-${kebab}) | what it syncs |
3. Link and format it:  pnpm install && pnpm sync-references && pnpm format
4. Run its tests:       pnpm --filter ${name} test
5. Make it your own: packages/source-${kebab}/README.md says file by file what to replace.`;
}

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

main();
