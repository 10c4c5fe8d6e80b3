import { notFound, ok } from "../http/answer.ts";
import { pageOf } from "../http/pagination.ts";
import { type Route, repositoryRoute } from "../http/route.ts";
import type { PullRecord, RepositoryRecord } from "../state/model.ts";
import { listDifferences } from "./differences.ts";
import { findPull } from "./find-conversation.ts";
import { changedSince, inState, ordered } from "./list-order.ts";
import { wantsType } from "./media-type.ts";
import { countPull, pullBase, pullCommits } from "./pull-counts.ts";
import { renderCommit } from "./render-git.ts";
import { renderPull, renderPullSimple, renderReview, renderReviewComment } from "./render-pull.ts";

const pulls = { permissions: ["pull_requests"] } as const;
const paging = ["page", "per_page"] as const;

/** Endpoints of pull requests, their files, commits, reviews and review comments. */
export const pullRoutes: readonly Route[] = [
  repositoryRoute(
    "get",
    "/repos/{owner}/{repo}/pulls",
    { query: ["state", "head", "base", "sort", "direction", ...paging], ...pulls },
    (call, repository) => {
      const [base, head] = [call.query.get("base"), call.query.get("head")];
      const named = pullsOf(repository).filter(
        (pull) =>
          (base === null || pull.baseRef === base) &&
          (head === null || head === `${repository.owner.login}:${pull.headRef}`),
      );
      const { items, headers } = pageOf(call, ordered(call, inState(call, named), "created", "desc"));
      return ok(
        items.map((pull) => renderPullSimple(call, pull)),
        headers,
      );
    },
  ),
  repositoryRoute(
    "get",
    "/repos/{owner}/{repo}/pulls/comments",
    { query: ["sort", "direction", "since", ...paging], ...pulls },
    (call, repository) => {
      const { items, headers } = pageOf(
        call,
        ordered(call, changedSince(call, reviewComments(repository)), "created", "asc"),
      );
      return ok(
        items.map((comment) => renderReviewComment(call, comment)),
        headers,
      );
    },
  ),
  repositoryRoute("get", "/repos/{owner}/{repo}/pulls/comments/{comment_id}", pulls, (call, repository) => {
    const comment = reviewComments(repository).find((one) => one.id === Number(call.parameters.comment_id));
    if (comment === undefined) throw notFound();
    return ok(renderReviewComment(call, comment));
  }),
  repositoryRoute("get", "/repos/{owner}/{repo}/pulls/{pull_number}", pulls, async (call, repository) => {
    const pull = findPull(repository, call.parameters.pull_number);
    if (wantsType(call, "diff")) {
      const raw = await repository.git.patch(await pullBase(pull), pull.headSha);
      return ok({ raw, contentType: "application/vnd.github.diff; charset=utf-8" });
    }
    return ok(renderPull(call, pull, await countPull(pull)));
  }),
  repositoryRoute(
    "get",
    "/repos/{owner}/{repo}/pulls/{pull_number}/files",
    { query: paging, ...pulls },
    async (call, repository) => {
      const pull = findPull(repository, call.parameters.pull_number);
      const files = await listDifferences(call, repository, await pullBase(pull), pull.headSha, call.limits.pullFiles);
      const { items, headers } = pageOf(call, files);
      return ok([...items], headers);
    },
  ),
  repositoryRoute(
    "get",
    "/repos/{owner}/{repo}/pulls/{pull_number}/commits",
    { query: paging, ...pulls },
    async (call, repository) => {
      const names = await pullCommits(findPull(repository, call.parameters.pull_number));
      const { items, headers } = pageOf(call, names.slice(0, call.limits.pullCommits));
      const commits = await Promise.all(items.map((name) => repository.git.commit(name)));
      return ok(
        commits.flatMap((commit) => (commit === null ? [] : [renderCommit(call, repository, commit)])),
        headers,
      );
    },
  ),
  repositoryRoute(
    "get",
    "/repos/{owner}/{repo}/pulls/{pull_number}/comments",
    { query: ["sort", "direction", "since", ...paging], ...pulls },
    (call, repository) => {
      const all = findPull(repository, call.parameters.pull_number).threads.flatMap((thread) => thread.comments);
      const { items, headers } = pageOf(call, ordered(call, changedSince(call, all), "created", "asc"));
      return ok(
        items.map((comment) => renderReviewComment(call, comment)),
        headers,
      );
    },
  ),
  repositoryRoute(
    "get",
    "/repos/{owner}/{repo}/pulls/{pull_number}/reviews",
    { query: paging, ...pulls },
    (call, repository) => {
      const { items, headers } = pageOf(call, findPull(repository, call.parameters.pull_number).reviews);
      return ok(
        items.map((review) => renderReview(call, review)),
        headers,
      );
    },
  ),
  repositoryRoute("get", "/repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}", pulls, (call, repository) => {
    const { reviews } = findPull(repository, call.parameters.pull_number);
    const review = reviews.find((one) => one.id === Number(call.parameters.review_id));
    if (review === undefined) throw notFound();
    return ok(renderReview(call, review));
  }),
];

function pullsOf(repository: RepositoryRecord): PullRecord[] {
  return [...repository.conversations.values()].filter((one) => one.kind === "pull");
}

function reviewComments(repository: RepositoryRecord) {
  return pullsOf(repository).flatMap((pull) => pull.threads.flatMap((thread) => thread.comments));
}
