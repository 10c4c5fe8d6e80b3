import { fullName, type RepositoryRecord } from "./model.ts";
import type { World } from "./world.ts";

/** What one repository holds. */
export interface RepositoryCensus {
  readonly id: number;
  /** Paths of the default branch's files. */
  readonly files: readonly string[];
  readonly commits: number;
  readonly issues: number;
  readonly pulls: number;
  readonly discussions: number;
  /** Numbers of all conversations, in order. */
  readonly numbers: readonly number[];
  /** Comments of issues and pull requests. */
  readonly comments: number;
  readonly reviews: number;
  readonly reviewThreads: number;
  readonly reviewComments: number;
  /** Comments of discussions and replies to them. */
  readonly discussionComments: number;
  /** Published ones, without drafts. */
  readonly releases: number;
}

/** Counts everything, by full name: what a complete sync must end up with. */
export async function takeCensus(world: World): Promise<Readonly<Record<string, RepositoryCensus>>> {
  const all = [...world.repositories.values()].map(async (one) => [fullName(one), await countRepository(one)] as const);
  return Object.fromEntries(await Promise.all(all));
}

async function countRepository(repository: RepositoryRecord): Promise<RepositoryCensus> {
  const head = await repository.git.readRef(`refs/heads/${repository.defaultBranch}`);
  const listing = head === null ? [] : await repository.git.listRecursively(`${head}^{tree}`);
  const conversations = [...repository.conversations.values()];
  const issueLike = conversations.filter((one) => one.kind !== "discussion");
  const pulls = conversations.filter((one) => one.kind === "pull");
  const discussions = conversations.filter((one) => one.kind === "discussion");
  const threads = pulls.flatMap((pull) => pull.threads);
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  return {
    id: repository.id,
    files: listing.filter((entry) => entry.type === "blob").map((entry) => entry.path),
    commits: head === null ? 0 : (await repository.git.history(head)).length,
    issues: issueLike.length - pulls.length,
    pulls: pulls.length,
    discussions: discussions.length,
    numbers: conversations.map((one) => one.number).sort((one, other) => one - other),
    comments: sum(issueLike.map((one) => one.comments.length)),
    reviews: sum(pulls.map((pull) => pull.reviews.length)),
    reviewThreads: threads.length,
    reviewComments: sum(threads.map((thread) => thread.comments.length)),
    discussionComments: sum(discussions.flatMap((one) => one.comments.map((comment) => 1 + comment.replies.length))),
    releases: repository.releases.filter((release) => !release.draft).length,
  };
}
