import { GitHubError, notFound, ok } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { type Route, repositoryRoute } from "../http/route.ts";
import { fullName, type RepositoryRecord } from "../state/model.ts";
import { gitNodeId } from "../state/node-id.ts";
import { renderTree } from "./git-tree.ts";
import { wantsRaw } from "./media-type.ts";
import { renderGitCommit } from "./render-git.ts";

const contents = { permissions: ["contents"] } as const;

/** Endpoints of git data: refs, commits, trees, blobs. */
export const gitRoutes: readonly Route[] = [
  repositoryRoute("get", "/repos/{owner}/{repo}/git/ref/{ref}", contents, async (call, repository) => {
    await demandCommits(repository);
    const name = `refs/${call.parameters.ref}`;
    const sha = await repository.git.readRef(name);
    if (sha === null) throw notFound();
    return ok(await renderRef(call, repository, name, sha));
  }),
  repositoryRoute("get", "/repos/{owner}/{repo}/git/matching-refs/{ref}", contents, async (call, repository) => {
    await demandCommits(repository);
    const start = `refs/${call.parameters.ref}`;
    const found = [...(await repository.git.refs())].filter(([name]) => name.startsWith(start));
    return ok(await Promise.all(found.map(([name, sha]) => renderRef(call, repository, name, sha))));
  }),
  repositoryRoute("get", "/repos/{owner}/{repo}/git/commits/{commit_sha}", contents, async (call, repository) => {
    await demandCommits(repository);
    const commit = await readNamed(repository, call.parameters.commit_sha, "commit");
    return ok(renderGitCommit(call, repository, commit));
  }),
  repositoryRoute(
    "get",
    "/repos/{owner}/{repo}/git/trees/{tree_sha}",
    { query: ["recursive"], ...contents },
    async (call, repository) => {
      await demandCommits(repository);
      return ok(await renderTree(call, repository, call.parameters.tree_sha ?? "", call.query.has("recursive")));
    },
  ),
  repositoryRoute("get", "/repos/{owner}/{repo}/git/blobs/{file_sha}", contents, async (call, repository) => {
    const sha = call.parameters.file_sha ?? "";
    const object = /^[0-9a-f]{40}$/.test(sha) ? await repository.git.read(sha) : null;
    if (object?.type !== "blob") throw notFound();
    if (object.content.length > call.limits.blobBytes) {
      const errors = [{ resource: "Blob", field: "data", code: "too_large" }];
      const message =
        "This API returns blobs up to 100 MB in size. The requested blob is too large to fetch via the API, but you can always clone the repository via Git in order to obtain it.";
      throw new GitHubError(403, message, { details: { errors } });
    }
    if (wantsRaw(call))
      return ok({ raw: object.content, contentType: "application/vnd.github.raw+json; charset=utf-8" });
    return ok({
      sha,
      node_id: gitNodeId("blob", repository.id, sha),
      size: object.content.length,
      url: `${call.apiUrl}/repos/${fullName(repository)}/git/blobs/${sha}`,
      content: base64Lines(object.content),
      encoding: "base64",
    });
  }),
];

/** Refuses git data of a repository without commits, as GitHub does. */
export async function demandCommits(repository: RepositoryRecord): Promise<void> {
  if (await repository.git.isEmpty()) throw new GitHubError(409, "Git Repository is empty.");
}

/** Base64 in lines of 60 characters, as the API writes it. */
export function base64Lines(content: Buffer): string {
  return content.toString("base64").replaceAll(/.{1,60}/g, "$&\n");
}

async function readNamed(repository: RepositoryRecord, sha = "", type: "commit") {
  const commit = /^[0-9a-f]{40}$/.test(sha) && type === "commit" ? await repository.git.commit(sha) : null;
  if (commit === null) throw notFound();
  return commit;
}

async function renderRef(call: Call, repository: RepositoryRecord, name: string, sha: string) {
  const object = await repository.git.read(sha);
  const url = `${call.apiUrl}/repos/${fullName(repository)}/git`;
  const type = object?.type ?? "commit";
  return {
    ref: name,
    node_id: gitNodeId("ref", repository.id, name),
    url: `${url}/${name}`,
    object: { sha, type, url: `${url}/${type}s/${sha}` },
  };
}
