import { timestamp } from "../../state/clock.ts";
import {
  type AssetRecord,
  type ConversationRecord,
  fullName,
  type ReleaseRecord,
  type RepositoryRecord,
} from "../../state/model.ts";
import { nodeId } from "../../state/node-id.ts";
import { byCreation, byPosition, connection, timeOrder } from "../connection.ts";
import { type Arguments, demand, type Fields, type GraphqlContext } from "../context.ts";
import { graphqlError, refused } from "../errors.ts";
import { readCommit, readGitObject } from "../git-values.ts";
import { readRef } from "./git-fields.ts";

const permissionOf = { issue: "issues", pull: "pull_requests", discussion: "discussions" } as const;
const typeOf = { issue: "Issue", pull: "PullRequest", discussion: "Discussion" } as const;

/** Fields of Repository. */
export const repositoryFields: Fields<RepositoryRecord> = {
  id: nodeId,
  databaseId: (repository) => repository.id,
  name: (repository) => repository.name,
  nameWithOwner: fullName,
  owner: (repository) => repository.owner,
  description: (repository) => repository.description,
  url: (repository) => `https://github.com/${fullName(repository)}`,
  resourcePath: (repository) => `/${fullName(repository)}`,
  sshUrl: (repository) => `git@github.com:${fullName(repository)}.git`,
  isPrivate: (repository) => repository.private,
  visibility: (repository) => (repository.private ? "PRIVATE" : "PUBLIC"),
  isArchived: (repository) => repository.archived,
  isDisabled: () => false,
  isLocked: () => false,
  isFork: () => false,
  isMirror: () => false,
  isTemplate: () => false,
  isEmpty: (repository) => repository.git.isEmpty(),
  hasIssuesEnabled: (repository) => repository.hasIssues,
  hasDiscussionsEnabled: (repository) => repository.hasDiscussions,
  createdAt: (repository) => timestamp(repository.createdAt),
  updatedAt: (repository) => timestamp(repository.updatedAt),
  pushedAt: (repository) => timestamp(repository.pushedAt),
  stargazerCount: () => 0,
  forkCount: () => 0,
  diskUsage: () => 1,
  primaryLanguage: () => null,
  licenseInfo: () => null,
  viewerPermission: () => "READ",
  defaultBranchRef: (repository, _, context) => {
    demand(context, repository, "contents");
    return readRef(repository, `refs/heads/${repository.defaultBranch}`);
  },
  ref: (repository, parameters, context) => {
    demand(context, repository, "contents");
    return findRef(repository, String(parameters.qualifiedName));
  },
  refs: async (repository, parameters, context) => {
    demand(context, repository, "contents");
    const prefix = String(parameters.refPrefix);
    const refs = [...(await repository.git.refs())].filter(([name]) => name.startsWith(prefix));
    const values = refs.map(([name, sha]) => ({ kind: "git-ref", repository, name, sha }));
    return connection(values, parameters, { ...byPosition, known: ["refPrefix", "orderBy", "direction"] });
  },
  object: (repository, parameters, context) => {
    demand(context, repository, "contents");
    const { expression, oid } = parameters;
    if (typeof expression !== "string" && typeof oid !== "string") return null;
    return readGitObject(repository, String(expression ?? oid));
  },
  issue: (repository, parameters, context) => find(repository, parameters, context, ["issue"]),
  pullRequest: (repository, parameters, context) => find(repository, parameters, context, ["pull"]),
  issueOrPullRequest: (repository, parameters, context) => find(repository, parameters, context, ["issue", "pull"]),
  discussion: (repository, parameters, context) => find(repository, parameters, context, ["discussion"]),
  issues: (repository, parameters, context) => {
    const filter = (parameters.filterBy ?? {}) as {
      since?: string;
      states?: string[];
      labels?: string[];
      [other: string]: unknown;
    };
    for (const name of Object.keys(filter)) {
      if (!["since", "states", "labels", "viewerSubscribed"].includes(name))
        throw refused(`it does not filter issues by ${name}.`);
    }
    const since = filter.since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(filter.since);
    const states = (parameters.states ?? filter.states) as string[] | null | undefined;
    const wanted = list(repository, "issue", parameters, context, filter.labels).filter(
      (issue) => issue.updatedAt >= since && (states == null || states.includes(issue.state.toUpperCase())),
    );
    return connection(wanted, parameters, {
      ...timeOrder(parameters, creation),
      known: ["filterBy", "labels", "states", "orderBy"],
    });
  },
  pullRequests: (repository, parameters, context) => {
    const { states, baseRefName, headRefName } = parameters as {
      states?: string[] | null;
      baseRefName?: string | null;
      headRefName?: string | null;
    };
    const wanted = list(repository, "pull", parameters, context).filter((pull) => {
      const state = pull.mergedAt !== null ? "MERGED" : pull.state.toUpperCase();
      if (states != null && !states.includes(state)) return false;
      return (
        (baseRefName == null || pull.baseRef === baseRefName) && (headRefName == null || pull.headRef === headRefName)
      );
    });
    const known = ["labels", "states", "orderBy", "baseRefName", "headRefName"];
    return connection(wanted, parameters, { ...timeOrder(parameters, creation), known });
  },
  discussions: (repository, parameters, context) => {
    const { answered, categoryId } = parameters as { answered?: boolean | null; categoryId?: string | null };
    // Empty by default in the schema, and then no restriction.
    const states = (parameters.states ?? []) as readonly string[];
    const wanted = list(repository, "discussion", parameters, context).filter(
      (one) =>
        (states.length === 0 || states.includes(one.closedAt === null ? "OPEN" : "CLOSED")) &&
        (answered == null || (one.answer !== null) === answered) &&
        (categoryId == null || nodeId(one.category) === categoryId),
    );
    const latest = { field: "UPDATED_AT", direction: "DESC" };
    return connection(wanted, parameters, {
      ...timeOrder(parameters, latest),
      known: ["orderBy", "answered", "categoryId", "states"],
    });
  },
  discussionCategories: (repository, parameters) =>
    connection([...repository.categories.values()], parameters, { ...byPosition, known: ["filterByAssignable"] }),
  labels: (repository, parameters) =>
    connection([...repository.labels.values()], parameters, { ...byPosition, known: ["orderBy"] }),
  milestones: (repository, parameters) => connection([...repository.milestones.values()], parameters, byPosition),
  repositoryTopics: (repository, parameters) =>
    connection(
      repository.topics.map((name) => ({ topic: { name }, url: `https://github.com/topics/${name}` })),
      parameters,
      byPosition,
    ),
  releases: (repository, parameters, context) => {
    demand(context, repository, "contents");
    const order = (parameters.orderBy ?? {}) as { field?: string; direction?: string };
    if (order.field === "NAME") throw refused("it does not order releases by name.");
    // Drafts are for those who may write.
    const published = repository.releases.filter((release) => !release.draft);
    return connection(published, parameters, {
      ...byCreation,
      descending: order.direction !== "ASC",
      known: ["orderBy"],
    });
  },
  release: (repository, parameters, context) => {
    demand(context, repository, "contents");
    return repository.releases.find((one) => one.tagName === parameters.tagName && !one.draft) ?? null;
  },
  latestRelease: (repository, _, context) => {
    demand(context, repository, "contents");
    return latestRelease(repository);
  },
};

/** Fields of Release. */
export const releaseFields: Fields<ReleaseRecord> = {
  id: nodeId,
  databaseId: (release) => release.id,
  name: (release) => release.name,
  tagName: (release) => release.tagName,
  description: (release) => release.body,
  author: (release) => release.author,
  createdAt: (release) => timestamp(release.createdAt),
  updatedAt: (release) => timestamp(release.updatedAt),
  publishedAt: (release) => timestamp(release.publishedAt),
  isDraft: (release) => release.draft,
  isPrerelease: (release) => release.prerelease,
  isLatest: (release) => latestRelease(release.repository) === release,
  repository: (release) => release.repository,
  releaseAssets: (release, parameters) => {
    const { name } = parameters;
    const assets = release.assets.filter((asset) => typeof name !== "string" || asset.name === name);
    return connection(assets, parameters, { ...byCreation, known: ["name"] });
  },
  tag: (release) => readRef(release.repository, `refs/tags/${release.tagName}`),
  tagCommit: (release) => readCommit(release.repository, `refs/tags/${release.tagName}`),
  url: (release) => `https://github.com/${fullName(release.repository)}/releases/tag/${release.tagName}`,
  resourcePath: (release) => `/${fullName(release.repository)}/releases/tag/${release.tagName}`,
};

/** Fields of ReleaseAsset. */
export const assetFields: Fields<AssetRecord> = {
  id: nodeId,
  name: (asset) => asset.name,
  size: (asset) => asset.size,
  contentType: (asset) => asset.contentType,
  downloadCount: () => 0,
  digest: () => null,
  createdAt: (asset) => timestamp(asset.createdAt),
  updatedAt: (asset) => timestamp(asset.createdAt),
};

const creation = { field: "CREATED_AT", direction: "ASC" };

function latestRelease(repository: RepositoryRecord): ReleaseRecord | null {
  return repository.releases.find((release) => !release.draft && !release.prerelease) ?? null;
}

async function findRef(repository: RepositoryRecord, name: string) {
  for (const start of ["", "refs/", "refs/heads/", "refs/tags/"]) {
    const found = await readRef(repository, start + name);
    if (found !== null) return found;
  }
  return null;
}

function list<K extends ConversationRecord["kind"]>(
  repository: RepositoryRecord,
  kind: K,
  parameters: Arguments,
  context: GraphqlContext,
  more?: readonly string[],
): Extract<ConversationRecord, { kind: K }>[] {
  demand(context, repository, permissionOf[kind]);
  const labels = (parameters.labels ?? more) as readonly string[] | null | undefined;
  const isEnabled = kind === "issue" ? repository.hasIssues : kind !== "discussion" || repository.hasDiscussions;
  const all = isEnabled ? [...repository.conversations.values()] : [];
  return all.filter(
    (one): one is Extract<ConversationRecord, { kind: K }> =>
      one.kind === kind && (labels == null || one.labels.some((label) => labels.includes(label.name))),
  );
}

function find(
  repository: RepositoryRecord,
  parameters: Arguments,
  context: GraphqlContext,
  kinds: readonly (keyof typeof permissionOf)[],
): ConversationRecord {
  demand(context, repository, ...kinds.map((kind) => permissionOf[kind]));
  const found = repository.conversations.get(Number(parameters.number));
  if (found !== undefined && kinds.includes(found.kind)) return found;
  const [kind = "issue"] = kinds;
  const name = kinds.length > 1 ? "issue or pull request" : typeOf[kind];
  throw graphqlError(
    "NOT_FOUND",
    `Could not resolve to ${/^[Ii]/.test(name) ? "an" : "a"} ${name} with the number of ${parameters.number}.`,
  );
}
