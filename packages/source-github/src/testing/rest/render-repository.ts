import { timestamp } from "../state/clock.ts";
import { fullName, type RepositoryRecord } from "../state/model.ts";
import { nodeId } from "../state/node-id.ts";
import { renderUser } from "./render-user.ts";
import { type RenderContext, type Schemas, webUrl } from "./schemas.ts";

const templates = {
  archive_url: "/{archive_format}{/ref}",
  assignees_url: "/assignees{/user}",
  blobs_url: "/git/blobs{/sha}",
  branches_url: "/branches{/branch}",
  collaborators_url: "/collaborators{/collaborator}",
  comments_url: "/comments{/number}",
  commits_url: "/commits{/sha}",
  compare_url: "/compare/{base}...{head}",
  contents_url: "/contents/{+path}",
  contributors_url: "/contributors",
  deployments_url: "/deployments",
  downloads_url: "/downloads",
  events_url: "/events",
  forks_url: "/forks",
  git_commits_url: "/git/commits{/sha}",
  git_refs_url: "/git/refs{/sha}",
  git_tags_url: "/git/tags{/sha}",
  issue_comment_url: "/issues/comments{/number}",
  issue_events_url: "/issues/events{/number}",
  issues_url: "/issues{/number}",
  keys_url: "/keys{/key_id}",
  labels_url: "/labels{/name}",
  languages_url: "/languages",
  merges_url: "/merges",
  milestones_url: "/milestones{/number}",
  notifications_url: "/notifications{?since,all,participating}",
  pulls_url: "/pulls{/number}",
  releases_url: "/releases{/id}",
  stargazers_url: "/stargazers",
  statuses_url: "/statuses/{sha}",
  subscribers_url: "/subscribers",
  subscription_url: "/subscription",
  tags_url: "/tags",
  teams_url: "/teams",
  trees_url: "/git/trees{/sha}",
  hooks_url: "/hooks",
} as const;

/** A repository as lists and other objects carry it. */
export function renderRepository(
  context: RenderContext,
  repository: RepositoryRecord,
): Schemas["repository"] & Schemas["minimal-repository"] {
  const name = fullName(repository);
  const url = `${context.apiUrl}/repos/${name}`;
  const entries = Object.entries(templates).map(([key, template]) => [key, url + template]);
  const links = Object.fromEntries(entries) as Record<keyof typeof templates, string>;
  const open = [...repository.conversations.values()].filter(
    (one) => one.kind !== "discussion" && one.state === "open",
  ).length;
  return {
    ...links,
    id: repository.id,
    node_id: nodeId(repository),
    name: repository.name,
    full_name: name,
    owner: renderUser(context, repository.owner),
    private: repository.private,
    visibility: repository.private ? "private" : "public",
    html_url: `${webUrl}/${name}`,
    description: repository.description,
    fork: false,
    url,
    git_url: `git://github.com/${name}.git`,
    ssh_url: `git@github.com:${name}.git`,
    clone_url: `${webUrl}/${name}.git`,
    svn_url: `${webUrl}/${name}`,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    forks: 0,
    forks_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    size: 1,
    default_branch: repository.defaultBranch,
    open_issues: open,
    open_issues_count: open,
    is_template: false,
    topics: repository.topics,
    has_issues: repository.hasIssues,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: true,
    has_discussions: repository.hasDiscussions,
    archived: repository.archived,
    disabled: false,
    pushed_at: timestamp(repository.pushedAt),
    created_at: timestamp(repository.createdAt),
    updated_at: timestamp(repository.updatedAt),
    permissions: { admin: false, maintain: false, push: false, triage: false, pull: true },
  };
}

/** A repository as its own endpoint answers. */
export function renderFullRepository(context: RenderContext, repository: RepositoryRecord): Schemas["full-repository"] {
  const { license: _, ...rest } = renderRepository(context, repository);
  const organization = repository.owner.type === "Organization" ? renderUser(context, repository.owner) : null;
  return {
    ...(rest as Omit<Schemas["repository"], "license">),
    pushed_at: timestamp(repository.pushedAt),
    created_at: timestamp(repository.createdAt),
    updated_at: timestamp(repository.updatedAt),
    has_discussions: repository.hasDiscussions,
    license: null,
    subscribers_count: 0,
    network_count: 0,
    organization,
  };
}
