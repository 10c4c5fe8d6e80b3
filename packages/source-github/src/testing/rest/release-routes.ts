import { notFound, ok } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { pageOf } from "../http/pagination.ts";
import { type Route, repositoryRoute } from "../http/route.ts";
import type { ReleaseRecord } from "../state/model.ts";
import { ghost } from "./render-pull.ts";
import { renderRelease } from "./render-release.ts";

const contents = { permissions: ["contents"] } as const;

/** Endpoints of releases; drafts are for those who may write, so nobody sees them here. */
export const releaseRoutes: readonly Route[] = [
  repositoryRoute(
    "get",
    "/repos/{owner}/{repo}/releases",
    { query: ["page", "per_page"], ...contents },
    (call, repository) => {
      const { items, headers } = pageOf(
        call,
        repository.releases.filter((release) => !release.draft),
      );
      return ok(
        items.map((release) => renderRelease(call, release, ghost)),
        headers,
      );
    },
  ),
  repositoryRoute("get", "/repos/{owner}/{repo}/releases/latest", contents, (call, repository) =>
    answer(
      call,
      repository.releases.find((release) => !release.draft && !release.prerelease),
    ),
  ),
  repositoryRoute("get", "/repos/{owner}/{repo}/releases/tags/{tag}", contents, (call, repository) =>
    answer(
      call,
      repository.releases.find((release) => !release.draft && release.tagName === call.parameters.tag),
    ),
  ),
  repositoryRoute("get", "/repos/{owner}/{repo}/releases/{release_id}", contents, (call, repository) =>
    answer(
      call,
      repository.releases.find((release) => !release.draft && release.id === Number(call.parameters.release_id)),
    ),
  ),
];

function answer(call: Call, release: ReleaseRecord | undefined) {
  if (release === undefined) throw notFound();
  return ok(renderRelease(call, release, ghost));
}
