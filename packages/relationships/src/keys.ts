/** Longest key, in characters: PostgreSQL indexes arrays of texts up to 2,700 bytes each. */
const KEY_MAX_LENGTH = 600;

/** Branches that everybody has: they name nothing. */
const commonBranches = new Set(
  "main master trunk develop dev development staging production release next canary gh-pages head".split(" "),
);

/** Whether a key can be kept. */
export function isKey(key: string): boolean {
  return key.length <= KEY_MAX_LENGTH && key.isWellFormed() && !key.includes("\0");
}

/** A document by its own id. */
export function idKey(id: string): string {
  return `id:${id}`;
}

/** An issue, pull request or discussion by its number in a repository, `owner/name`. */
export function numberKey(repository: string, number: number | string): string {
  return `number:${repository.toLowerCase()}#${Number(number)}`;
}

/** An issue by a key like `ENG-12`. */
export function issueKey(identifier: string): string {
  return `key:${identifier.toUpperCase()}`;
}

/** The team of such a key: what documents of it answer to, so that `UTF-8` is known to be none. */
export function teamKey(prefix: string): string {
  return `team:${prefix.toUpperCase()}`;
}

/** The team of an issue's key; undefined for keys of other things. */
export function teamOfKey(key: string): string | undefined {
  return key.startsWith("key:") ? teamKey(key.slice(4, key.lastIndexOf("-"))) : undefined;
}

/** What holds a commit: the commit itself, and pull requests with it. Its whole name belongs into the detail. */
export function commitKey(sha: string): string {
  return `commit:${shortSha(sha)}`;
}

/** The commit itself. */
export function shaKey(sha: string): string {
  return `sha:${shortSha(sha)}`;
}

/** What was built from a commit. */
export function builtKey(sha: string): string {
  return `built:${shortSha(sha)}`;
}

function shortSha(sha: string): string {
  return sha.slice(0, 7).toLowerCase();
}

/** A branch by its name, its repository in the detail; undefined for names that everybody has. */
export function branchKey(name: string): string | undefined {
  return commonBranches.has(name.toLowerCase()) ? undefined : `branch:${name}`;
}

/** A person by name. */
export function personKey(name: string): string {
  return `person:${name.toLowerCase()}`;
}

/** A file of a repository, for whoever names it from outside. */
export function pathKey(repository: string, path: string): string {
  return `path:${repository.toLowerCase()}:${path}`;
}

/** What all documents of one repository's source begin their ids with: `git:1f0c9a2b3c4d`. */
export function scopeOf(id: string): string {
  return id.split(":", 2).join(":");
}

/** Something code imports by a name of its language's: the language or kind of name, where, and the name. */
export function codeKey(space: CodeSpace, scope: string, name: string): string {
  return `${space}:${scope}:${name}`;
}

/**
 * The kinds of names: `file` a path, `module` a path without its ending, `directory` a folder of sources, `package` what a
 * manifest calls its folder, the others what their languages call a type or a namespace.
 */
export type CodeSpace = "file" | "module" | "directory" | "package" | "jvm" | "jvm-package" | "dotnet" | "php";

/**
 * Whether a document with this key is what an edge with the same key means: both details have to agree where both have one,
 * a short commit name with the whole one.
 */
export function agree(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined || one === other) return true;
  return /^[0-9a-f]{7,64}$/.test(one) && (one.startsWith(other) || other.startsWith(one));
}
