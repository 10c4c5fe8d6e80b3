/** Most folders of a path that are stored, and the most characters they take together. */
const mostLevels = 24;
const mostCharacters = 4_000;

/**
 * The folders a path lies in, outermost first, each with its slash: Pinecone compares whole values only, so these are
 * what a path prefix is compared with. Deep paths keep their outer folders.
 */
export function pathLevels(path: string): readonly string[] {
  const levels: string[] = [];
  let characters = 0;
  for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1)) {
    characters += slash + 1;
    if (levels.length >= mostLevels || characters > mostCharacters) break;
    levels.push(path.slice(0, slash + 1));
  }
  return levels;
}

/** The innermost folder all paths of a prefix lie in and have stored; empty when there is none. */
export function levelOfPrefix(prefix: string): string {
  return pathLevels(prefix).at(-1) ?? "";
}
