import { userOfEmail } from "../../rest/render-git.ts";
import { timestamp } from "../../state/clock.ts";
import { fullName, type RepositoryRecord } from "../../state/model.ts";
import { gitNodeId } from "../../state/node-id.ts";
import { byPosition, connection } from "../connection.ts";
import type { Arguments, Fields } from "../context.ts";
import {
  type ActorValue,
  type BlobValue,
  type CommitValue,
  type EntryValue,
  type RefValue,
  readCommit,
  readGitObject,
  type TreeValue,
} from "../git-values.ts";

/** Reads a branch or a tag by its full name; null when there is none. */
export async function readRef(repository: RepositoryRecord, name: string): Promise<RefValue | null> {
  const sha = await repository.git.readRef(name);
  return sha === null ? null : { kind: "git-ref", repository, name, sha };
}

/** Fields of Ref. */
export const refFields: Fields<RefValue> = {
  id: ({ repository, name }) => gitNodeId("ref", repository.id, name),
  name: ({ name }) => name.split("/").slice(2).join("/"),
  prefix: ({ name }) => `${name.split("/").slice(0, 2).join("/")}/`,
  repository: ({ repository }) => repository,
  target: ({ repository, sha }) => readGitObject(repository, sha),
};

const web = (value: { readonly repository: RepositoryRecord }) => `https://github.com/${fullName(value.repository)}`;

/** Fields of Commit. */
export const commitFields: Fields<CommitValue> = {
  id: ({ repository, commit }) => gitNodeId("commit", repository.id, commit.sha),
  oid: ({ commit }) => commit.sha,
  abbreviatedOid: ({ commit }) => commit.sha.slice(0, 7),
  message: ({ commit }) => commit.message,
  messageHeadline: ({ commit }) => commit.message.split("\n")[0],
  messageBody: ({ commit }) => commit.message.split("\n").slice(1).join("\n").trim(),
  authoredDate: ({ commit }) => timestamp(commit.author.time),
  committedDate: ({ commit }) => timestamp(commit.committer.time),
  pushedDate: () => null,
  author: ({ commit }): ActorValue => ({ kind: "git-actor", signature: commit.author }),
  committer: ({ commit }): ActorValue => ({ kind: "git-actor", signature: commit.committer }),
  url: (value) => `${web(value)}/commit/${value.commit.sha}`,
  resourcePath: ({ repository, commit }) => `/${fullName(repository)}/commit/${commit.sha}`,
  commitUrl: (value) => `${web(value)}/commit/${value.commit.sha}`,
  repository: ({ repository }) => repository,
  tree: ({ repository, commit }) => readGitObject(repository, commit.tree),
  additions: async (value) => (await changes(value)).additions,
  deletions: async (value) => (await changes(value)).deletions,
  changedFiles: async (value) => (await changes(value)).files,
  changedFilesIfAvailable: async (value) => (await changes(value)).files,
  parents: (value, parameters) => commitConnection(value.repository, value.commit.parents, parameters),
  file: async ({ repository, commit }, parameters) => readEntry(repository, commit.sha, String(parameters.path)),
  history: async ({ repository, commit }, parameters) => {
    const path = parameters.path as string | null | undefined;
    const names = await repository.git.history(commit.sha, path == null ? {} : { path });
    const since = Date.parse(String(parameters.since ?? "")) || Number.NEGATIVE_INFINITY;
    const until = Date.parse(String(parameters.until ?? "")) || Number.POSITIVE_INFINITY;
    const isTimed = parameters.since != null || parameters.until != null;
    const kept = isTimed ? await filterByTime(repository, names, since, until) : names;
    return commitConnection(repository, kept, parameters, ["path", "since", "until"]);
  },
  associatedPullRequests: ({ repository, commit }, parameters) => {
    const pulls = [...repository.conversations.values()].filter((one) => one.kind === "pull");
    const related = pulls.filter((pull) => pull.mergeCommitSha === commit.sha || pull.headSha === commit.sha);
    return connection(related, parameters, byPosition);
  },
};

/** Fields of GitActor. */
export const gitActorFields: Fields<ActorValue> = {
  name: ({ signature }) => signature.name,
  email: ({ signature }) => signature.email,
  date: ({ signature }) => timestamp(signature.time),
  avatarUrl: () => "https://avatars.githubusercontent.com/u/0?v=4",
  user: ({ signature }, _, { call }) => userOfEmail(call, signature.email),
};

/** Fields of Tree. */
export const treeFields: Fields<TreeValue> = {
  id: ({ repository, sha }) => gitNodeId("tree", repository.id, sha),
  oid: ({ sha }) => sha,
  abbreviatedOid: ({ sha }) => sha.slice(0, 7),
  commitUrl: (value) => `${web(value)}/commit/${value.sha}`,
  repository: ({ repository }) => repository,
  entries: ({ repository, entries, path }) =>
    entries.map(
      (entry): EntryValue => ({
        kind: "tree-entry",
        repository,
        entry,
        path: path === "" ? entry.name : `${path}/${entry.name}`,
      }),
    ),
};

/** Fields of TreeEntry. */
export const entryFields: Fields<EntryValue> = {
  name: ({ entry }) => entry.name,
  nameRaw: ({ entry }) => Buffer.from(entry.name).toString("base64"),
  path: ({ path }) => path,
  pathRaw: ({ path }) => Buffer.from(path).toString("base64"),
  extension: ({ entry }) => /\.[^.]*$/.exec(entry.name)?.[0] ?? "",
  // The mode's octal digits, as a number.
  mode: ({ entry }) => Number.parseInt(entry.mode, 8),
  oid: ({ entry }) => entry.sha,
  type: ({ entry }) => entryType(entry.mode),
  isGenerated: () => false,
  repository: ({ repository }) => repository,
  submodule: () => null,
  size: async ({ repository, entry }) =>
    entryType(entry.mode) === "blob" ? ((await repository.git.read(entry.sha))?.content.length ?? 0) : 0,
  object: ({ repository, entry }) => (entryType(entry.mode) === "commit" ? null : readGitObject(repository, entry.sha)),
};

/** Fields of Blob. */
export const blobFields: Fields<BlobValue> = {
  id: ({ repository, sha }) => gitNodeId("blob", repository.id, sha),
  oid: ({ sha }) => sha,
  abbreviatedOid: ({ sha }) => sha.slice(0, 7),
  byteSize: ({ content }) => content.length,
  isBinary: ({ content }) => isBinary(content),
  isTruncated: ({ content }, _, { call }) => content.length > call.limits.graphqlBlobBytes,
  text: ({ content }, _, { call }) =>
    isBinary(content) ? null : content.subarray(0, call.limits.graphqlBlobBytes).toString(),
  commitUrl: (value) => `${web(value)}/commit/${value.sha}`,
  repository: ({ repository }) => repository,
};

function isBinary(content: Buffer): boolean {
  return content.subarray(0, 8_000).includes(0);
}

function entryType(mode: string): "tree" | "commit" | "blob" {
  return mode === "040000" ? "tree" : mode === "160000" ? "commit" : "blob";
}

async function readEntry(repository: RepositoryRecord, commit: string, path: string): Promise<EntryValue | null> {
  const slash = path.lastIndexOf("/");
  const tree = await repository.git.tree(`${commit}:${slash < 0 ? "" : path.slice(0, slash)}`);
  const entry = tree?.entries.find((one) => one.name === path.slice(slash + 1));
  return entry === undefined ? null : { kind: "tree-entry", repository, entry, path };
}

async function changes({ repository, commit }: CommitValue) {
  const files = await repository.git.differences(commit.parents[0] ?? null, commit.sha);
  const sum = (key: "additions" | "deletions") => files.reduce((total, file) => total + file[key], 0);
  return { files: files.length, additions: sum("additions"), deletions: sum("deletions") };
}

async function filterByTime(
  repository: RepositoryRecord,
  names: readonly string[],
  since: number,
  until: number,
): Promise<string[]> {
  const commits = await Promise.all(names.map((name) => repository.git.commit(name)));
  return commits.flatMap((commit) =>
    commit !== null && commit.committer.time >= since && commit.committer.time <= until ? [commit.sha] : [],
  );
}

function commitConnection(
  repository: RepositoryRecord,
  names: readonly string[],
  parameters: Arguments,
  known: readonly string[] = [],
) {
  const page = connection(names, parameters, { ...byPosition, known });
  return {
    ...page,
    nodes: () => Promise.all(page.nodes().map((name) => readCommit(repository, name))),
    edges: () =>
      Promise.all(page.edges().map(async ({ cursor, node }) => ({ cursor, node: await readCommit(repository, node) }))),
  };
}
