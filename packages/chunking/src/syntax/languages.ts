import type { SyntaxLanguage } from "./language.ts";
import { cpp, go, rust } from "./languages-compiled.ts";
import { javascript, tsx, typescript } from "./languages-javascript.ts";
import { csharp, java } from "./languages-managed.ts";
import { bash, css, php, powershell, python, ruby } from "./languages-scripts.ts";

/** Every language that is cut by its syntax. */
export const syntaxLanguages: readonly SyntaxLanguage[] = [
  typescript,
  tsx,
  javascript,
  python,
  go,
  rust,
  java,
  cpp,
  csharp,
  ruby,
  php,
  bash,
  powershell,
  css,
];

const byExtension = new Map(
  syntaxLanguages.flatMap((language) => language.extensions.map((extension) => [extension, language] as const)),
);
/** Whole names of files without a telling extension. */
const byName = new Map([
  ...["rakefile", "gemfile", "podfile", "fastfile", "brewfile", "vagrantfile"].map((name) => [name, ruby] as const),
  ...[".bashrc", ".zshrc", ".profile", ".bash_profile"].map((name) => [name, bash] as const),
]);

/** The language of a file, by its name alone; undefined when none of the grammars fits. */
export function languageOfPath(path: string): SyntaxLanguage | undefined {
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1).toLowerCase();
  return byName.get(name) ?? byExtension.get(name.slice(name.lastIndexOf(".") + 1));
}
