import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** The forms a secret may take in what is stored, logged or answered; base64 as part of a longer text too. */
function formsOf(secret: string): ReadonlyMap<string, Buffer> {
  const bytes = Buffer.from(secret);
  const forms = new Map<string, string>([
    ["plain", secret],
    ["JSON-escaped", JSON.stringify(secret).slice(1, -1)],
    ["URL-encoded", encodeURIComponent(secret)],
    ["form-encoded", new URLSearchParams({ a: secret }).toString().slice(2)],
    ["hex", bytes.toString("hex")],
    ["UTF-16", bytes.toString("latin1").split("").join("\0")],
  ]);
  const escaped = JSON.stringify(secret).slice(1, -1);
  for (const shift of [0, 1, 2]) {
    for (const text of new Set([secret, escaped])) {
      // What comes before decides the first characters, what comes after the last ones: the middle is always the same.
      const encoded = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)])
        .toString("base64")
        .slice(4, -4);
      const name = `base64${text === secret ? "" : " of JSON"}, shifted by ${shift}`;
      forms.set(name, encoded);
      forms.set(`${name}, for URLs`, encoded.replaceAll("+", "-").replaceAll("/", "_"));
    }
  }
  // Most secrets have no characters that are written otherwise: each form is looked for once.
  const names = new Map([...forms].reverse().map(([name, text]) => [text, name]));
  return new Map([...names].map(([text, name]) => [name, Buffer.from(text, "latin1")]));
}

/** Which forms of which secrets stand in some bytes. */
export function plantedIn(bytes: Buffer, secrets: Readonly<Record<string, string>>): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) =>
    [...formsOf(secret)].flatMap(([form, needle]) => (bytes.includes(needle) ? [`${name}, ${form}`] : [])),
  );
}

/** The same for every file of a folder, by path. */
export function plantedInFolder(folder: string, secrets: Readonly<Record<string, string>>): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const file = join(entry.parentPath, entry.name);
      return plantedIn(readFileSync(file), secrets).map((found) => `${relative(folder, file)}: ${found}`);
    });
}
