const LETTERS = /^[a-z]+$/;
const PLURAL_ES = /(?:ss|sh|x|zz)es$/;

/** Words of software that end as plurals do, and plurals no rule below gets right. */
const irregular: ReadonlyMap<string, string> = new Map([
  ["alias", "alias"],
  ["aliases", "alias"],
  ["canvas", "canvas"],
  ["canvases", "canvas"],
  ["indices", "index"],
  ["matrices", "matrix"],
  ["statuses", "status"],
  ["vertices", "vertex"],
]);

/**
 * Strips the plural of a lower-case English word: `query` and `queries`, `box` and `boxes`, `cache` and `caches` give one
 * stem each, which need not be a word. Words under four letters, and words with other letters than a to z, stay. Endings
 * such as -ed and -ing stay too: stripping them found fewer of the files that commit messages and phrases of
 * documentation speak of.
 */
export function stem(word: string): string {
  if (word.length < 4 || !LETTERS.test(word)) return word;
  const known = irregular.get(word);
  if (known !== undefined) return known;
  const singular = word.endsWith("s") ? stripPlural(word) : word;
  // `branches` and `caches` look alike: without the e both meet their singular.
  return singular.endsWith("che") ? singular.slice(0, -1) : singular;
}

function stripPlural(word: string): string {
  if (word.endsWith("ss") || word.endsWith("us") || word.endsWith("is")) return word;
  if (word.endsWith("ies")) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  return word.slice(0, PLURAL_ES.test(word) ? -2 : -1);
}
