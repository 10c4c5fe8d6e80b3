import type { FileDifference } from "../git/file-difference.ts";
import type { Commit, Signature, TreeEntry } from "../git/parse-object.ts";
import type { PullRecord, RepositoryRecord } from "../state/model.ts";

interface InRepository {
  readonly repository: RepositoryRecord;
}

/** A commit as GraphQL passes it on. */
export interface CommitValue extends InRepository {
  readonly kind: "git-commit";
  readonly commit: Commit;
}

/** A tree as GraphQL passes it on. */
export interface TreeValue extends InRepository {
  readonly kind: "git-tree";
  readonly sha: string;
  readonly path: string;
  readonly entries: readonly TreeEntry[];
}

/** A blob as GraphQL passes it on. */
export interface BlobValue extends InRepository {
  readonly kind: "git-blob";
  readonly sha: string;
  readonly content: Buffer;
}

/** A branch or a tag. */
export interface RefValue extends InRepository {
  readonly kind: "git-ref";
  readonly name: string;
  readonly sha: string;
}

/** An entry of a tree. */
export interface EntryValue extends InRepository {
  readonly kind: "tree-entry";
  readonly path: string;
  readonly entry: TreeEntry;
}

/** An author or committer. */
export interface ActorValue {
  readonly kind: "git-actor";
  readonly signature: Signature;
}

/** A file a pull request changes. */
export interface ChangedFileValue {
  readonly kind: "changed-file";
  readonly file: FileDifference;
}

/** A commit of a pull request. */
export interface PullCommitValue {
  readonly kind: "pull-commit";
  readonly pull: PullRecord;
  readonly commit: CommitValue;
}

export type GitObjectValue = CommitValue | TreeValue | BlobValue;

/** Reads what an expression or an object's name stands for; null when there is no such thing. */
export async function readGitObject(repository: RepositoryRecord, expression: string): Promise<GitObjectValue | null> {
  // A colon at the end names the whole tree.
  const object = await repository.git.read(expression);
  if (object === null) return null;
  if (object.type === "blob") return { kind: "git-blob", repository, sha: object.sha, content: object.content };
  if (object.type === "tree") {
    const tree = await repository.git.tree(`${expression.includes(":") ? expression : object.sha}`);
    const path = expression.split(":").slice(1).join(":").replace(/\/$/, "");
    return tree && { kind: "git-tree", repository, sha: tree.sha, path, entries: tree.entries };
  }
  return readCommit(repository, object.sha);
}

/** Reads a commit; null when there is none. */
export async function readCommit(repository: RepositoryRecord, name: string): Promise<CommitValue | null> {
  const commit = await repository.git.commit(name);
  return commit && { kind: "git-commit", repository, commit };
}
