import { spawn } from "node:child_process";
import { once } from "node:events";
import { seededRandom } from "./random.ts";

/** Words of the generated files: enough that files differ, few enough that they share what real projects share. */
const VOCABULARY = 12_000;

/** Bytes of a typical file (the median) and how far sizes spread (sigma of the logarithm), as in large public projects. */
const MEDIAN_BYTES = 2_600;
const SPREAD = 1.1;
const MAX_BYTES = 200_000;

const syllables =
  "ba ce di fo gu ka le mi no pu ra se ti vo wu xa ye zi lor men tan ser ver con pro sub net log key map".split(" ");

/** Writes a git repository of `files` files with one commit, without a work tree to copy: `git fast-import` makes it. */
export async function generateRepository(options: { directory: string; files: number; seed: number }): Promise<void> {
  const { directory, files, seed } = options;
  await run("git", ["init", "--quiet", "--initial-branch=main", directory]);
  const child = spawn("git", ["-C", directory, "fast-import", "--quiet"], { stdio: ["pipe", "inherit", "inherit"] });
  const finished = once(child, "exit");
  const write = async (data: string | Buffer) => {
    if (!child.stdin.write(data)) await once(child.stdin, "drain");
  };
  await write("commit refs/heads/main\ncommitter Bench <bench@example.test> 1700000000 +0000\ndata 7\ncorpus\n\n");
  for (const { path, text } of generateFiles(files, seed)) {
    const content = Buffer.from(text);
    await write(`M 100644 inline ${path}\ndata ${content.length}\n`);
    await write(content);
    await write("\n");
  }
  child.stdin.end("done\n");
  const [code] = await finished;
  if (code !== 0) throw new Error(`git fast-import ended with ${code}.`);
}

/** The files of a generated repository: two thirds code, the rest Markdown and text. */
export function* generateFiles(files: number, seed: number): Generator<{ path: string; text: string }> {
  const random = seededRandom(seed);
  const words = Array.from({ length: VOCABULARY }, () => makeWord(random));
  // Zipf: a few words are everywhere, most are rare.
  const word = () => words[Math.min(VOCABULARY - 1, Math.floor(VOCABULARY ** random()) - 1)] ?? "word";
  for (let index = 0; index < files; index++) {
    const bytes = Math.min(MAX_BYTES, Math.round(MEDIAN_BYTES * Math.exp(SPREAD * gaussian(random))));
    const folder = `${word()}/${word()}${index % 7 === 0 ? `/${word()}` : ""}`;
    const kind = random();
    if (kind < 0.66) yield { path: `src/${folder}/${word()}-${index}.ts`, text: codeText(bytes, word, random) };
    else if (kind < 0.9)
      yield { path: `docs/${folder}/${word()}-${index}.md`, text: markdownText(bytes, word, random) };
    else yield { path: `notes/${folder}/${word()}-${index}.txt`, text: proseText(bytes, word, random) };
  }
}

function makeWord(random: () => number): string {
  const length = 1 + Math.floor(random() * 3);
  return Array.from({ length: length + 1 }, () => syllables[Math.floor(random() * syllables.length)]).join("");
}

function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function codeText(bytes: number, word: () => string, random: () => number): string {
  let text = `import { ${word()} } from "./${word()}.ts";\n\n`;
  while (text.length < bytes) {
    const name = `${word()}${capital(word())}`;
    text += `/** ${capital(sentence(word, random))} */\nexport function ${name}(${word()}: string, ${word()}: number): ${capital(word())} {\n`;
    for (let line = 0; line < 3 + random() * 14; line++) {
      text += `  const ${word()}${capital(word())} = ${word()}.${word()}(${word()}, ${Math.floor(random() * 1000)});\n`;
      if (random() < 0.15) text += `  // ${sentence(word, random)}\n`;
      if (random() < 0.12) text += `  if (${word()} === "${word()}") {\n    return ${word()}(${word()});\n  }\n`;
    }
    text += `  return ${word()};\n}\n\n`;
  }
  return text;
}

function markdownText(bytes: number, word: () => string, random: () => number): string {
  let text = `# ${capital(word())} ${word()}\n\n`;
  while (text.length < bytes) {
    text += `## ${capital(word())} ${word()}\n\n${paragraph(word, random)}\n\n`;
    if (random() < 0.4) text += `- ${sentence(word, random)}\n- ${sentence(word, random)}\n\n`;
    if (random() < 0.3) text += `\`\`\`ts\nconst ${word()} = ${word()}(${word()});\n\`\`\`\n\n`;
  }
  return text;
}

function proseText(bytes: number, word: () => string, random: () => number): string {
  let text = "";
  while (text.length < bytes) text += `${paragraph(word, random)}\n\n`;
  return text;
}

function paragraph(word: () => string, random: () => number): string {
  return Array.from({ length: 2 + Math.floor(random() * 5) }, () => capital(sentence(word, random))).join(" ");
}

function sentence(word: () => string, random: () => number): string {
  return `${Array.from({ length: 6 + Math.floor(random() * 14) }, word).join(" ")}.`;
}

async function run(command: string, parameters: string[]): Promise<void> {
  const child = spawn(command, parameters, { stdio: "inherit" });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${command} ${parameters.join(" ")} ended with ${code}.`);
}
