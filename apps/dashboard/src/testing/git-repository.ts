import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Files of a commit by path; null removes one. */
export type CommitFiles = Readonly<Record<string, string | Buffer | null>>;

/** Makes a git repository in a new folder, with one commit of the given files; returns the folder. */
export function createRepository(folder: string, files: CommitFiles): string {
  mkdirSync(folder, { recursive: true });
  git(folder, "init", "--quiet", "--initial-branch=main");
  commit(folder, files);
  return folder;
}

/** Writes files and commits them. */
export function commit(folder: string, files: CommitFiles): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    if (content === null) rmSync(file);
    else writeFileSync(file, content);
  }
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--allow-empty", "-m", "change");
}

/** Makes a file of a repository unreadable, as a failing disk does; returns what mends it. */
export function damage(folder: string, path: string): () => void {
  const id = git(folder, "rev-parse", `HEAD:${path}`).trim();
  const object = join(folder, ".git/objects", id.slice(0, 2), id.slice(2));
  const whole = readFileSync(object);
  chmodSync(object, 0o644);
  writeFileSync(object, "damaged");
  return () => writeFileSync(object, whole);
}

function git(folder: string, ...parameters: string[]): string {
  const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.test", "-c", "commit.gpgsign=false"];
  return execFileSync("git", ["-C", folder, ...identity, ...parameters], { encoding: "utf8", stdio: "pipe" });
}

/**
 * Files of a small project about birds: Markdown that links to code, code that imports code, and some that are not
 * searchable for different reasons.
 */
export const birdFiles: CommitFiles = {
  "README.md":
    "# Birds\n\nHow the kestrel hovers is in [hover.ts](src/hover.ts), and why in [flight](docs/flight.md).\n",
  "docs/flight.md":
    "# Flight\n\n## Hovering\n\nThe kestrel hovers into the wind: it holds its head still while its wings and tail move. See `hoverAgainst`.\n\n## Soaring\n\nThe buzzard soars on thermals.\n",
  "docs/<b>odd & long name that goes on and on until nobody would want to read it to its very end any more.md":
    '# Odd\n\n<img src=x onerror="window.ran = true"> <script>window.ran = true</script> kestrel [here](javascript:alert(1)) ![photo](https://example.test/kestrel.png)\n',
  "src/hover.ts":
    'import { windAt } from "./wind.ts";\n\n/** Keeps the kestrel over one place. */\nexport function hoverAgainst(place: string): number {\n  const wind = windAt(place);\n  return -wind;\n}\n',
  "src/wind.ts":
    "/** Speed of the wind, in metres a second. */\nexport function windAt(place: string): number {\n  return place.length;\n}\n",
  "src/soar.py": "def soar(thermal):\n    '''The buzzard soars.'''\n    return thermal * 2\n",
  "assets/bird.png": Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"),
  "empty.txt": "",
};
