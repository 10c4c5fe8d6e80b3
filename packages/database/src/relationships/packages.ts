import { codeKey, type Edge, scopeOf } from "@tributary/relationships";
import type { Database } from "../database.ts";
import { type Answer, answering, ownRows, type RelatedRow } from "./lookup.ts";

/** How many names a package's may have one after another. */
const DEPTH_MAX = 12;

const prefix = "package:";

/**
 * What packages of the same repository stand for: their manifests name their folders, and may arrive before or after what
 * imports them. Adds to each edge to a package the files and folders it means.
 */
export async function withPackages(
  database: Database,
  workspaceId: string,
  edges: readonly Edge[],
): Promise<readonly Edge[]> {
  const keys = new Set(edges.flatMap(({ targets }) => targets.filter(isPackage).flatMap(namesOf)));
  if (keys.size === 0) return edges;
  const manifests = await answering(database, { workspaceId, keys: [...keys] });
  return edges.map((edge) => {
    if (!edge.targets.some(isPackage)) return edge;
    const targets = edge.targets.flatMap((target) => (isPackage(target) ? filesOf(target, manifests) : [target]));
    return { ...edge, targets };
  });
}

/** The names of packages by which documents can be imported, beside their own keys. */
export async function packageKeys(
  database: Database,
  workspaceId: string,
  rows: readonly RelatedRow[],
): Promise<string[]> {
  const files = rows.flatMap(({ document: { documentId, path }, keys }) =>
    path !== null && keys.some(({ key }) => /^(?:directory|module):/.test(key))
      ? [{ scope: scopeOf(documentId), path }]
      : [],
  );
  const manifestKeys = new Set(
    files.flatMap(({ scope, path }) =>
      foldersAbove(folderOf(path)).flatMap((root) =>
        manifestNames.map((name) => codeKey("file", scope, root === "" ? name : `${root}/${name}`)),
      ),
    ),
  );
  const found = await answering(database, { workspaceId, keys: [...manifestKeys] });
  const ids = [...found.values()].flat().map(({ document }) => document.documentId);
  if (ids.length === 0) return [];
  const manifests = [...(await ownRows(database, { workspaceId, ids })).values()];
  return files.flatMap(({ scope, path }) =>
    manifests.flatMap(({ document, keys }) => {
      const root = folderOf(document.path ?? "");
      if (scopeOf(document.documentId) !== scope || !(root === "" || path.startsWith(`${root}/`))) return [];
      return keys.filter(({ key }) => isPackage(key)).flatMap(({ key }) => importNames(key, root, path));
    }),
  );
}

const manifestNames = ["go.mod", "package.json"];

/** The names under which a file of a package is imported. */
function importNames(key: string, root: string, path: string): string[] {
  const inner = root === "" ? path : path.slice(root.length + 1);
  const bare = inner.replace(/(?:\.d)?\.\w+$/, "").replace(/(?:^|\/)index$/, "");
  const names = new Set([folderOf(inner), bare, bare.replace(/^src(?:\/|$)/, "")]);
  return [...names].map((name) => (name === "" ? key : `${key}/${name}`));
}

function isPackage(key: string): boolean {
  return key.startsWith(prefix);
}

/** A package's key and those of the packages it may be part of, the longest first. */
function namesOf(key: string): string[] {
  const { scope, name } = partsOf(key);
  const segments = name.split("/").slice(0, DEPTH_MAX);
  return segments.map((_, index) => codeKey("package", scope, segments.slice(0, segments.length - index).join("/")));
}

function filesOf(key: string, manifests: ReadonlyMap<string, readonly Answer[]>): string[] {
  const { scope, name } = partsOf(key);
  for (const candidate of namesOf(key)) {
    const manifest = manifests.get(candidate)?.[0]?.document;
    if (!manifest || manifest.path === null) continue;
    const root = folderOf(manifest.path);
    const rest = name.slice(partsOf(candidate).name.length + 1);
    const at = (path: string) => [root, path].filter((part) => part !== "").join("/");
    if (manifest.path.endsWith("go.mod")) return [codeKey("directory", scope, `go:${at(rest)}`)];
    const modules =
      rest === ""
        ? ["src/index", "index", "lib/index", "src/main"]
        : [rest, `${rest}/index`, `src/${rest}`, `src/${rest}/index`];
    return [...modules.map((module) => codeKey("module", scope, `js:${at(module)}`)), candidate];
  }
  return [];
}

function partsOf(key: string): { readonly scope: string; readonly name: string } {
  const [, scope = "", name = ""] = /^package:([^:]*:[^:]*):(.*)$/s.exec(key) ?? [];
  return { scope, name };
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

function foldersAbove(folder: string): string[] {
  const parts = folder === "" ? [] : folder.split("/");
  return Array.from({ length: parts.length + 1 }, (_, up) => parts.slice(0, parts.length - up).join("/"));
}
