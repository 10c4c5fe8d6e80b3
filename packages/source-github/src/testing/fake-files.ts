import { actorOf, type ChangeContext, type ChangeOptions, timeOf } from "./changes/context.ts";
import type { CommitFile } from "./git/fast-import.ts";
import { emitConversation } from "./webhooks/conversation-events.ts";
import { emitPush } from "./webhooks/push-event.ts";
import { emitRef } from "./webhooks/repository-events.ts";

/** One commit to make. */
export interface CommitOptions extends ChangeOptions {
  readonly message?: string;
  /** The default branch when absent. */
  readonly branch?: string;
  /** Starts from an empty tree: the commit holds these files alone. */
  readonly fresh?: boolean;
  /** Names of the commits it comes after; the branch's last one by default, none when empty. */
  readonly parents?: readonly string[];
}

/** What can happen to a repository's files. */
export interface FileChanges {
  /** Commits files (content by path, null to remove) and pushes; returns the commit's name. */
  commit(files: Readonly<Record<string, CommitFile>>, options?: CommitOptions): Promise<string>;
  /** Points a branch at another commit, whatever it pointed at before; null removes it. */
  forcePush(sha: string | null, branch?: string, options?: ChangeOptions): Promise<void>;
  /** Moves a file in one commit. */
  renameFile(from: string, to: string, options?: CommitOptions): Promise<string>;
  /** Adds a tag on a commit (the default branch's last one by default). */
  tag(name: string, sha?: string, options?: ChangeOptions): Promise<void>;
  /** The commit a branch points at; null for none. */
  head(branch?: string): Promise<string | null>;
  /** Paths and blob names of a branch's last commit. */
  files(branch?: string): Promise<ReadonlyMap<string, string>>;
}

/** Makes the changes of files. */
export function changeFiles(context: ChangeContext): FileChanges {
  const { world, repository } = context;
  const { git } = repository;
  const refOf = (branch = repository.defaultBranch) => `refs/heads/${branch}`;

  async function pushed(
    branch: string,
    before: string | null,
    after: string | null,
    options: ChangeOptions,
  ): Promise<void> {
    const sender = actorOf(context, options);
    const time = timeOf(context, options);
    repository.pushedAt = Math.max(repository.pushedAt, time);
    repository.updatedAt = repository.pushedAt;
    for (const pull of repository.conversations.values()) {
      if (pull.kind !== "pull" || pull.state !== "open" || pull.headRef !== branch || after === null) continue;
      pull.headSha = after;
      pull.updatedAt = Math.max(pull.updatedAt, time);
      emitConversation(context, pull, "synchronize", sender);
    }
    if (before === null && after !== null) emitRef(context, "create", "branch", branch, sender);
    emitPush(context, { ref: refOf(branch), before, after, most: world.pushCommits }, sender);
    if (after === null) emitRef(context, "delete", "branch", branch, sender);
  }

  const changes: FileChanges = {
    head: (branch) => git.readRef(refOf(branch)),
    async files(branch) {
      const head = await changes.head(branch);
      const listing = head === null ? [] : await git.listRecursively(`${head}^{tree}`);
      return new Map(listing.filter((entry) => entry.type === "blob").map((entry) => [entry.path, entry.sha]));
    },
    async commit(files, options = {}) {
      const branch = options.branch ?? repository.defaultBranch;
      const before = await git.readRef(refOf(branch));
      const from = before ?? (await git.readRef(refOf()));
      const author = actorOf(context, options);
      const sha = await git.writeCommit({
        files,
        message: options.message ?? "Change files",
        branch,
        author: { name: author.name ?? author.login, email: author.email },
        time: timeOf(context, options),
        parents: options.parents ?? (from === null ? [] : [from]),
        ...(options.fresh !== undefined && { fresh: options.fresh }),
      });
      await pushed(branch, before, sha, options);
      return sha;
    },
    async forcePush(sha, branch = repository.defaultBranch, options = {}) {
      const before = await git.readRef(refOf(branch));
      await git.writeRef(refOf(branch), sha);
      await pushed(branch, before, sha, options);
    },
    async renameFile(from, to, options = {}) {
      const object = await git.read(`${refOf(options.branch)}:${from}`);
      if (object === null) throw new Error(`There is no file ${from} to rename.`);
      return changes.commit({ [from]: null, [to]: object.content }, { message: `Rename ${from} to ${to}`, ...options });
    },
    async tag(name, sha, options = {}) {
      const target = sha ?? (await changes.head());
      if (target === null) throw new Error("There is no commit to tag yet.");
      await git.writeRef(`refs/tags/${name}`, target);
      emitRef(context, "create", "tag", name, actorOf(context, options));
    },
  };
  return changes;
}
