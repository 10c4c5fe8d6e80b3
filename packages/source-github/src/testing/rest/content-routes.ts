import type { TreeEntry } from "../git/parse-object.ts";
import { GitHubError, notFound, ok } from "../http/answer.ts";
import type { ArchiveLinks } from "../http/archive-server.ts";
import type { Call } from "../http/call.ts";
import { pageOf } from "../http/pagination.ts";
import { type Route, repositoryRoute } from "../http/route.ts";
import { fullName, type RepositoryRecord } from "../state/model.ts";
import { findCommit } from "./commit-routes.ts";
import { base64Lines } from "./git-routes.ts";
import { wantsRaw, wantsType } from "./media-type.ts";
import { webUrl } from "./schemas.ts";

const contents = { permissions: ["contents"] } as const;

/** Endpoints of branches, tags, files by path and archives. */
export function contentRoutes(links: ArchiveLinks): readonly Route[] {
  return [
    repositoryRoute(
      "get",
      "/repos/{owner}/{repo}/branches",
      { query: ["page", "per_page", "protected"], ...contents },
      async (call, repository) => {
        const { items, headers } = pageOf(call, await refsBelow(repository, "refs/heads/"));
        const commitUrl = (sha: string) => `${call.apiUrl}/repos/${fullName(repository)}/commits/${sha}`;
        return ok(
          items.map(([name, sha]) => ({ name, commit: { sha, url: commitUrl(sha) }, protected: false })),
          headers,
        );
      },
    ),
    repositoryRoute(
      "get",
      "/repos/{owner}/{repo}/tags",
      { query: ["page", "per_page"], ...contents },
      async (call, repository) => {
        const { items, headers } = pageOf(call, (await refsBelow(repository, "refs/tags/")).reverse());
        const url = `${call.apiUrl}/repos/${fullName(repository)}`;
        return ok(
          items.map(([name, sha]) => ({
            name,
            commit: { sha, url: `${url}/commits/${sha}` },
            zipball_url: `${url}/zipball/refs/tags/${name}`,
            tarball_url: `${url}/tarball/refs/tags/${name}`,
            node_id: `REF_${name}`,
          })),
          headers,
        );
      },
    ),
    repositoryRoute("get", "/repos/{owner}/{repo}/tarball/{ref}", contents, (call, repository) => {
      const ref = call.parameters.ref === "" ? repository.defaultBranch : (call.parameters.ref ?? "");
      const location = `${call.archiveUrl}${links.link(repository, ref, call.limits.archiveLinkMs)}`;
      return { status: 302, body: null, headers: { location } };
    }),
    repositoryRoute("get", "/repos/{owner}/{repo}/contents/{path}", { query: ["ref"], ...contents }, readContents),
    repositoryRoute(
      "get",
      "/repos/{owner}/{repo}/readme",
      { query: ["ref"], ...contents },
      async (call, repository) => {
        const commit = await findCommit(repository, call.query.get("ref") ?? "");
        const tree = await repository.git.tree(commit.sha);
        const readme = tree?.entries.find((entry) => /^readme(\.|$)/i.test(entry.name));
        if (readme === undefined) throw notFound();
        return readFile(call, repository, commit.sha, readme.name, readme);
      },
    ),
  ];
}

async function refsBelow(repository: RepositoryRecord, start: string): Promise<[string, string][]> {
  const refs = [...(await repository.git.refs())].filter(([name]) => name.startsWith(start));
  return refs.map(([name, sha]) => [name.slice(start.length), sha]);
}

async function readContents(call: Call, repository: RepositoryRecord) {
  const path = (call.parameters.path ?? "").replace(/^\/+|\/+$/g, "");
  const ref = call.query.get("ref") ?? "";
  const commit = await repository.git.commit(ref === "" ? `refs/heads/${repository.defaultBranch}` : ref);
  if (commit === null) {
    const empty = await repository.git.isEmpty();
    throw new GitHubError(404, empty ? "This repository is empty." : `No commit found for the ref ${ref}`);
  }
  const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
  const parent = await repository.git.tree(`${commit.sha}:${folder}`);
  const entry =
    path === ""
      ? undefined
      : parent?.entries.find((one) => one.name === path.slice(folder === "" ? 0 : folder.length + 1));
  if (path !== "" && entry === undefined) throw notFound();
  if (entry !== undefined && entry.mode !== "040000") return readFile(call, repository, commit.sha, path, entry);

  const tree = await repository.git.tree(`${commit.sha}:${path}`);
  const shown = (tree?.entries ?? []).slice(0, call.limits.contentsEntries);
  const sizes = await repository.git.sizes(shown.filter((one) => one.mode !== "160000").map((one) => one.sha));
  const items = shown.map((one) => {
    const below = path === "" ? one.name : `${path}/${one.name}`;
    const type = typeOf(one.mode);
    const size = type === "dir" ? 0 : (sizes.get(one.sha) ?? 0);
    return {
      type,
      size,
      name: one.name,
      path: below,
      sha: one.sha,
      ...links(call, repository, commit.sha, below, one),
    };
  });
  if (!wantsType(call, "object")) return ok(items);
  const self = links(call, repository, commit.sha, path, { mode: "040000", sha: tree?.sha ?? "" });
  return ok({
    type: "dir" as const,
    size: 0,
    name: path.split("/").at(-1) ?? "",
    path,
    sha: tree?.sha ?? "",
    ...self,
    entries: items,
  } as never);
}

async function readFile(call: Call, repository: RepositoryRecord, commit: string, path: string, entry: TreeEntry) {
  const name = path.split("/").at(-1) ?? "";
  const shared = { name, path, sha: entry.sha, ...links(call, repository, commit, path, entry) };
  if (entry.mode === "160000")
    return ok({ type: "submodule" as const, size: 0, submodule_git_url: "", ...shared } as never);
  const object = await repository.git.read(entry.sha);
  if (object === null) throw notFound();
  const size = object.content.length;
  if (size > call.limits.blobBytes) throw new GitHubError(403, "This API returns blobs up to 100 MB in size.");
  if (wantsRaw(call)) return ok({ raw: object.content, contentType: "application/vnd.github.raw; charset=utf-8" });
  if (entry.mode === "120000") {
    return ok({ type: "symlink" as const, target: object.content.toString(), size, ...shared } as never);
  }
  // Past 1 MB the answer carries no text and says so with its encoding.
  const large = size > call.limits.contentsBytes;
  const content = large ? "" : base64Lines(object.content);
  return ok({ type: "file" as const, encoding: large ? "none" : "base64", size, content, ...shared });
}

function typeOf(mode: string): "dir" | "file" | "submodule" | "symlink" {
  if (mode === "040000") return "dir";
  // A folder's listing shows submodules as files, for compatibility (repos/get-content).
  return mode === "120000" ? "symlink" : "file";
}

function links(
  call: Call,
  repository: RepositoryRecord,
  commit: string,
  path: string,
  entry: { mode: string; sha: string },
) {
  const name = fullName(repository);
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  const url = `${call.apiUrl}/repos/${name}/contents/${encoded}?ref=${call.query.get("ref") ?? repository.defaultBranch}`;
  const kind = entry.mode === "040000" ? "tree" : "blob";
  const git = entry.mode === "160000" ? null : `${call.apiUrl}/repos/${name}/git/${kind}s/${entry.sha}`;
  const html = `${webUrl}/${name}/${kind}/${commit}/${encoded}`;
  const download = kind === "tree" ? null : `https://raw.githubusercontent.com/${name}/${commit}/${encoded}`;
  return { url, git_url: git, html_url: html, download_url: download, _links: { self: url, git, html } };
}
