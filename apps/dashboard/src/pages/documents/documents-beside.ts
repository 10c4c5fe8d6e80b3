import type { Relation } from "../../api/documents.ts";

/** Of what a file has to do with, the files of the same repository: the id of each by its path. */
export function documentsBeside(
  { id, path }: { readonly id: string; readonly path: string },
  related: readonly Pick<Relation, "document">[],
): ReadonlyMap<string, string> {
  const root = id.endsWith(path) ? id.slice(0, -path.length) : null;
  return new Map(
    related.flatMap(({ document }) => {
      if (root === null || document?.path == null || document.documentId !== root + document.path) return [];
      return [[document.path, document.documentId] as const];
    }),
  );
}
