import { createHash } from "node:crypto";
import type { TreeEntry } from "./tree.ts";

/** A file or folder in a folder, as git writes it down. */
interface Member {
  readonly mode: string;
  readonly name: string;
  readonly sha: string;
}

const FOLDER_MODE = "40000";

/**
 * The name git gives the tree that holds exactly these files: a listing with another name is not the whole. Null when a
 * path holds characters GitHub could not give as they are, so that the name cannot be known. Names of SHA-1.
 */
export function treeName(entries: readonly TreeEntry[]): string | null {
  const folders = new Map<string, Member[]>([["", []]]);
  const membersOf = (folder: string): Member[] => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const made: Member[] = [];
    folders.set(folder, made);
    if (folder !== "") membersOf(parentOf(folder));
    return made;
  };
  for (const { mode, path, sha } of entries) {
    if (path.includes("\uFFFD")) return null;
    membersOf(parentOf(path)).push({ mode, name: nameOf(path), sha });
  }
  // Deepest first: a folder's name is made of the names of what is in it.
  const depth = (folder: string) => (folder === "" ? 0 : folder.split("/").length);
  for (const folder of [...folders.keys()].sort((left, right) => depth(right) - depth(left))) {
    const sha = hashTree(folders.get(folder) ?? []);
    if (folder === "") return sha;
    folders.get(parentOf(folder))?.push({ mode: FOLDER_MODE, name: nameOf(folder), sha });
  }
  return null;
}

function hashTree(members: readonly Member[]): string {
  const sorted = members
    .map((member) => ({ ...member, key: Buffer.from(member.mode === FOLDER_MODE ? `${member.name}/` : member.name) }))
    .sort((left, right) => Buffer.compare(left.key, right.key));
  const content = Buffer.concat(
    sorted.flatMap(({ mode, name, sha }) => [
      Buffer.from(`${mode.replace(/^0+/, "")} ${name}\0`),
      Buffer.from(sha, "hex"),
    ]),
  );
  return createHash("sha1").update(`tree ${content.length}\0`).update(content).digest("hex");
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
