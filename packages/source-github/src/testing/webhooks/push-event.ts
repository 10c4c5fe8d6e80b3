import type { ChangeContext } from "../changes/context.ts";
import type { Commit } from "../git/parse-object.ts";
import { webUrl } from "../rest/schemas.ts";
import { timestamp } from "../state/clock.ts";
import { fullName, type UserRecord } from "../state/model.ts";

/** A branch that moved: null before it was made, null after it was removed. */
export interface Push {
  readonly ref: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Commits the event lists at most; the newest ones. */
  readonly most: number;
}

// The event lists at most so many paths of a commit (docs.github.com, webhook events and payloads).
const pathsPerCommit = 3_000;
const nothing = "0".repeat(40);

/** Tells the hooks of a push. */
export function emitPush(context: ChangeContext, push: Push, sender: UserRecord): void {
  const { world, repository } = context;
  world.hooks.emit({ name: "push", repository, sender, payload: () => renderPush(context, push, sender) });
}

async function renderPush({ repository }: ChangeContext, { ref, before, after, most }: Push, sender: UserRecord) {
  const { git } = repository;
  const url = `${webUrl}/${fullName(repository)}`;
  const names = after === null ? [] : await git.history(after, before === null ? {} : { without: before });
  const listed = before === null ? names.slice(0, 1) : names.slice(0, most);
  const commits = await Promise.all([...listed].reverse().map((name) => renderPushed(name)));
  const common = before === null || after === null ? before : await git.mergeBase(before, after);

  async function renderPushed(name: string) {
    const commit = (await git.commit(name)) as Commit;
    const files = await git.differences(commit.parents[0] ?? null, name);
    const paths = (...statuses: string[]) =>
      files
        .filter((file) => statuses.includes(file.status))
        .map((file) => file.path)
        .slice(0, pathsPerCommit);
    const left = files.flatMap((file) =>
      file.status === "renamed" && file.previousPath !== undefined ? [file.previousPath] : [],
    );
    const person = ({ name: login, email, time }: Commit["author"]) => ({ name: login, email, date: timestamp(time) });
    return {
      id: name,
      tree_id: commit.tree,
      distinct: true,
      message: commit.message,
      timestamp: timestamp(commit.committer.time),
      url: `${url}/commit/${name}`,
      author: person(commit.author),
      committer: person(commit.committer),
      added: paths("added", "renamed", "copied"),
      removed: [...paths("removed"), ...left],
      modified: paths("modified", "changed"),
    };
  }

  return {
    ref,
    before: before ?? nothing,
    after: after ?? nothing,
    base_ref: null,
    created: before === null,
    deleted: after === null,
    forced: before !== null && after !== null && common !== before,
    compare: `${url}/compare/${(before ?? nothing).slice(0, 12)}...${(after ?? nothing).slice(0, 12)}`,
    commits,
    head_commit: commits.at(-1) ?? null,
    pusher: { name: sender.login, email: sender.email },
  };
}
