import type { Unresolved } from "../types.ts";

/** Something code imports: what it may be, by keys without their scope, and where it says so. */
export interface Import {
  readonly targets: readonly string[];
  /** Set for what is handed on to whoever imports this file. */
  readonly isExport?: boolean;
  /** What is named by a path is there or is to come; anything else may be a package from elsewhere. */
  readonly unresolved: Extract<Unresolved, "pending" | "hidden">;
  readonly start: number;
  readonly end: number;
}

/** Finds the imports of one language's files. */
export interface ImportReader {
  /** Short name of the language, in keys of modules. */
  readonly family: string;
  readonly extensions: readonly string[];
  imports(code: string, path: string): Iterable<Import>;
  /** Names the file goes by beside its path, as keys without their scope. */
  names?(code: string, path: string): readonly string[];
}

/** The keys of a module by its path without ending, where one of some names can stand in a folder for all of it. */
export function modules(family: string, path: string, index: readonly string[]): string[] {
  const inFolder = index.map((name) => (path === "" ? name : `${path}/${name}`));
  return [...(path === "" ? [] : [path]), ...inFolder].map((module) => name("module", `${family}:${module}`));
}

/** A key without its scope, which `codeKey` puts between. */
export function name(space: string, value: string): string {
  return `${space}\n${value}`;
}
