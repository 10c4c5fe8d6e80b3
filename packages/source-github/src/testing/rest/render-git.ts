import type { FileDifference } from "../git/file-difference.ts";
import type { Commit, Signature } from "../git/parse-object.ts";
import { timestamp } from "../state/clock.ts";
import { fullName, type RepositoryRecord, type UserRecord } from "../state/model.ts";
import { gitNodeId } from "../state/node-id.ts";
import { renderUser } from "./render-user.ts";
import { type RenderContext, type Schemas, webUrl } from "./schemas.ts";

const unsigned = { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null };

/** The user an address of a commit belongs to; null when nobody has it. */
export function userOfEmail(context: Pick<RenderContext, "world">, email: string): UserRecord | null {
  for (const user of context.world.users.values()) if (user.email === email) return user;
  return null;
}

/** A commit as the commits endpoints and comparisons have it. */
export function renderCommit(context: RenderContext, repository: RepositoryRecord, commit: Commit): Schemas["commit"] {
  const url = `${context.apiUrl}/repos/${fullName(repository)}`;
  const person = (signature: Signature) => {
    const user = userOfEmail(context, signature.email);
    return user === null ? null : renderUser(context, user);
  };
  return {
    sha: commit.sha,
    node_id: gitNodeId("commit", repository.id, commit.sha),
    commit: {
      author: renderSignature(commit.author),
      committer: renderSignature(commit.committer),
      message: commit.message,
      tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
      url: `${url}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: unsigned,
    },
    url: `${url}/commits/${commit.sha}`,
    html_url: `${webUrl}/${fullName(repository)}/commit/${commit.sha}`,
    comments_url: `${url}/commits/${commit.sha}/comments`,
    author: person(commit.author),
    committer: person(commit.committer),
    parents: renderParents(context, repository, commit, "commits"),
  };
}

/** A commit as the git data endpoint has it. */
export function renderGitCommit(
  context: RenderContext,
  repository: RepositoryRecord,
  commit: Commit,
): Schemas["git-commit"] {
  const url = `${context.apiUrl}/repos/${fullName(repository)}/git`;
  return {
    sha: commit.sha,
    node_id: gitNodeId("commit", repository.id, commit.sha),
    url: `${url}/commits/${commit.sha}`,
    html_url: `${webUrl}/${fullName(repository)}/commit/${commit.sha}`,
    author: renderSignature(commit.author),
    committer: renderSignature(commit.committer),
    message: commit.message,
    tree: { sha: commit.tree, url: `${url}/trees/${commit.tree}` },
    parents: renderParents(context, repository, commit, "git/commits"),
    verification: unsigned,
  };
}

/** A file's change as commits, comparisons and pull requests list it. */
export function renderDifference(
  context: RenderContext,
  repository: RepositoryRecord,
  head: string,
  file: FileDifference,
  patch: string | undefined,
): Schemas["diff-entry"] {
  const name = fullName(repository);
  const path = file.path.split("/").map(encodeURIComponent).join("/");
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${webUrl}/${name}/blob/${head}/${path}`,
    raw_url: `${webUrl}/${name}/raw/${head}/${path}`,
    contents_url: `${context.apiUrl}/repos/${name}/contents/${path}?ref=${head}`,
    ...(patch !== undefined && { patch }),
    ...(file.previousPath !== undefined && { previous_filename: file.previousPath }),
  };
}

function renderSignature(signature: Signature) {
  return { name: signature.name, email: signature.email, date: timestamp(signature.time) };
}

function renderParents(context: RenderContext, repository: RepositoryRecord, commit: Commit, part: string) {
  const name = fullName(repository);
  return commit.parents.map((sha) => ({
    sha,
    url: `${context.apiUrl}/repos/${name}/${part}/${sha}`,
    html_url: `${webUrl}/${name}/commit/${sha}`,
  }));
}
