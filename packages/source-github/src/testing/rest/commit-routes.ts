import { GitHubError, notFound, ok } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { pageOf } from "../http/pagination.ts";
import { type Route, repositoryRoute } from "../http/route.ts";
import type { RepositoryRecord } from "../state/model.ts";
import { listDifferences } from "./differences.ts";
import { demandCommits } from "./git-routes.ts";
import { wantsType } from "./media-type.ts";
import { renderCommit } from "./render-git.ts";
import { renderPullSimple } from "./render-pull.ts";

const contents = { permissions: ["contents"] } as const;
const filesPerPage = 300;

/** Endpoints of commits. */
export const commitRoutes: readonly Route[] = [
  repositoryRoute(
    "get",
    "/repos/{owner}/{repo}/commits",
    { query: ["sha", "path", "author", "committer", "since", "until", "page", "per_page"], ...contents },
    listCommits,
  ),
  repositoryRoute(
    "get",
    "/repos/{owner}/{repo}/commits/{commit_sha}/pulls",
    { query: ["page", "per_page"], permissions: ["pull_requests"] },
    async (call, repository) => {
      const commit = await findCommit(repository, call.parameters.commit_sha ?? "");
      const pulls = [...repository.conversations.values()].filter((one) => one.kind === "pull");
      const related = pulls.filter((pull) => pull.headSha === commit.sha || pull.mergeCommitSha === commit.sha);
      const { items, headers } = pageOf(call, related);
      return ok(
        items.map((pull) => renderPullSimple(call, pull)),
        headers,
      );
    },
  ),
  repositoryRoute(
    "get",
    "/repos/{owner}/{repo}/commits/{ref}",
    { query: ["page", "per_page"], ...contents },
    async (call, repository) => {
      const commit = await findCommit(repository, call.parameters.ref ?? "");
      const [parent = null] = commit.parents;
      if (wantsType(call, "sha"))
        // Its ETag is the commit's name: a client that holds the name asks for nothing else (repos/get-commit).
        return ok(
          { raw: commit.sha, contentType: "application/vnd.github.sha; charset=utf-8" },
          { etag: `"${commit.sha}"` },
        );
      if (wantsType(call, "diff")) {
        return ok({
          raw: await repository.git.patch(parent, commit.sha),
          contentType: "application/vnd.github.diff; charset=utf-8",
        });
      }
      const all = await listDifferences(call, repository, parent, commit.sha, call.limits.commitFiles);
      const { items, headers } = pageOf(call, all, filesPerPage, filesPerPage);
      const additions = all.reduce((sum, file) => sum + file.additions, 0);
      const deletions = all.reduce((sum, file) => sum + file.deletions, 0);
      const stats = { total: additions + deletions, additions, deletions };
      return ok({ ...renderCommit(call, repository, commit), stats, files: [...items] }, headers);
    },
  ),
  repositoryRoute(
    "get",
    "/repos/{owner}/{repo}/compare/{basehead}",
    { query: ["page", "per_page"], ...contents },
    compare,
  ),
];

/** The commit a REST parameter names; throws 422, or 409 for a repository without commits. */
export async function findCommit(repository: RepositoryRecord, ref: string) {
  await demandCommits(repository);
  const commit = await repository.git.commit(ref === "" ? "HEAD" : ref);
  if (commit === null) throw new GitHubError(422, `No commit found for SHA: ${ref}`);
  return commit;
}

async function listCommits(call: Call, repository: RepositoryRecord) {
  await demandCommits(repository);
  const start = await repository.git.commit(call.query.get("sha") ?? `refs/heads/${repository.defaultBranch}`);
  if (start === null) throw notFound();
  const path = call.query.get("path") ?? undefined;
  const names = await repository.git.history(start.sha, path === undefined ? {} : { path });
  const filters = [...call.query.keys()].some((key) => ["since", "until", "author", "committer"].includes(key));
  const wanted = filters ? (await readAll(repository, names)).filter(commitFilter(call)).map((one) => one.sha) : names;
  const { items, headers } = pageOf(call, wanted);
  return ok(
    (await readAll(repository, items)).map((commit) => renderCommit(call, repository, commit)),
    headers,
  );
}

function commitFilter(call: Call) {
  const since = Date.parse(call.query.get("since") ?? "") || Number.NEGATIVE_INFINITY;
  const until = Date.parse(call.query.get("until") ?? "") || Number.POSITIVE_INFINITY;
  const author = call.query.get("author");
  const email = author === null ? null : (call.world.users.get(author.toLowerCase())?.email ?? author);
  return (commit: Awaited<ReturnType<typeof findCommit>>) =>
    commit.committer.time >= since &&
    commit.committer.time <= until &&
    (email === null || commit.author.email === email);
}

async function readAll(repository: RepositoryRecord, names: readonly string[]) {
  const commits = await Promise.all(names.map((name) => repository.git.commit(name)));
  return commits.filter((commit) => commit !== null);
}

async function compare(call: Call, repository: RepositoryRecord) {
  const [baseName = "", headName = ""] = (call.parameters.basehead ?? "").split("...");
  await demandCommits(repository);
  const [base, head] = await Promise.all([repository.git.commit(baseName), repository.git.commit(headName)]);
  if (base === null || head === null) throw notFound();
  const mergeBase = await repository.git.mergeBase(base.sha, head.sha);
  const common = mergeBase === null ? null : await repository.git.commit(mergeBase);
  if (common === null) throw new GitHubError(404, `No common ancestor between ${baseName} and ${headName}.`);
  const ahead = [...(await repository.git.history(head.sha, { without: base.sha }))].reverse();
  const behind = await repository.git.history(base.sha, { without: head.sha });

  // Without paging the newest 250 come; with it pages from the oldest, and files on the first page alone.
  const paged = call.query.has("page") || call.query.has("per_page");
  const page = paged ? pageOf(call, ahead) : { items: ahead.slice(-call.limits.compareCommits), headers: {} };
  const first = Number(call.query.get("page") ?? "1") <= 1;
  const status =
    ahead.length === 0 ? (behind.length === 0 ? "identical" : "behind") : behind.length === 0 ? "ahead" : "diverged";
  const web = `https://github.com/${repository.owner.login}/${repository.name}/compare/${baseName}...${headName}`;
  return ok(
    {
      url: `${call.apiUrl}${call.path}`,
      html_url: web,
      permalink_url: web,
      diff_url: `${web}.diff`,
      patch_url: `${web}.patch`,
      base_commit: renderCommit(call, repository, base),
      merge_base_commit: renderCommit(call, repository, common),
      status: status as "ahead",
      ahead_by: ahead.length,
      behind_by: behind.length,
      total_commits: ahead.length,
      commits: (await readAll(repository, page.items)).map((commit) => renderCommit(call, repository, commit)),
      ...(first && { files: await listDifferences(call, repository, common.sha, head.sha, call.limits.compareFiles) }),
    },
    page.headers,
  );
}
