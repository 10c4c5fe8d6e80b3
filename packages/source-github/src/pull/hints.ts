import { type PullPage, type SourceChange, SourceError } from "@tributary/source";
import { z } from "zod";
import { isRefused } from "../api/graphql.ts";
import {
  conversationId,
  releaseId,
  toCommitReference,
  toConversationReference,
  toReleaseReference,
} from "../conversations/ids.ts";
import {
  conversationKeySchema,
  DISCUSSION_KEY,
  ISSUE_KEY,
  PULL_REQUEST_KEY,
  RELEASE_KEY,
  releaseKeySchema,
} from "../conversations/keys.ts";
import { readFilesAt } from "../files/read-files.ts";
import { type ConversationKind, type Cursor, conversationKinds, formatCursor } from "./cursor.ts";
import { toChange } from "./file-changes.ts";
import type { Session } from "./session.ts";

/** Most things one hinted pull reads one by one: past that the ordinary way costs no more. */
export const HINTS_MAX = 100;

/** What a webhook said to read again, as strings such as `issues:12`, `files:src/main.ts`, `releases:v1`, `commits:<sha>`. */
export interface Hint {
  readonly kind: ConversationKind | "files" | "releases" | "commits";
  readonly name: string;
}

const kinds = [...conversationKinds, "files", "releases", "commits"] as const;

/** Writes a hint. */
export function formatHint({ kind, name }: Hint): string {
  return `${kind}:${name}`;
}

/** Reads hints; null when there is none, too many, or one that asks for more than single things. */
export function readHints(references: readonly string[]): readonly Hint[] | null {
  if (references.length === 0 || references.length > HINTS_MAX) return null;
  const hints: Hint[] = [];
  for (const reference of new Set(references)) {
    const colon = reference.indexOf(":");
    const kind = kinds.find((candidate) => candidate === reference.slice(0, Math.max(colon, 0)));
    const name = reference.slice(colon + 1);
    if (kind === undefined || name === "") return null;
    if (conversationKinds.some((conversation) => conversation === kind) && !/^[1-9]\d{0,8}$/.test(name)) return null;
    hints.push({ kind, name });
  }
  return hints;
}

const fields: Readonly<Record<ConversationKind, readonly [string, string]>> = {
  issues: ["issue", ISSUE_KEY],
  pullRequests: ["pullRequest", PULL_REQUEST_KEY],
  discussions: ["discussion", DISCUSSION_KEY],
};

/**
 * Reads the things a webhook named: one query for conversations and releases, one for files. The cursor stays where it
 * was, as other things may have changed that the next pull lists. Null when the ordinary way is needed after all.
 */
export async function pullHinted(
  session: Session,
  cursor: Cursor,
  hints: readonly Hint[],
  signal?: AbortSignal,
): Promise<PullPage | null> {
  const wanted = hints.filter(({ kind }) => isRead(session, kind));
  const paths = wanted.flatMap(({ kind, name }) => (kind === "files" ? [name] : []));
  const others = wanted.filter(({ kind }) => kind !== "files" && kind !== "commits");
  const changes: SourceChange[] = wanted.flatMap(({ kind, name }) => {
    if (kind !== "commits" || !/^[0-9a-f]{40,64}$/.test(name)) return [];
    return [{ type: "reference" as const, reference: toCommitReference(cursor.repository, name) }];
  });
  if (others.length > 0) {
    const found = await readKeys(session, cursor, others, signal);
    if (found === null) return null;
    changes.push(...found);
  }
  if (paths.length > 0) {
    const contents = paths.length <= 20;
    const files = await readFilesAt(session.api, session.config, session.branch, paths, contents, signal);
    if (files === null || files.repositoryId !== cursor.repository || files.rules.fingerprint !== cursor.rules)
      return null;
    for (const path of paths) {
      const change = toChange(files, path, files.files.get(path) ?? null);
      if (change !== null) changes.push(change);
    }
  }
  return { changes, cursor: formatCursor(cursor), hasMore: false };
}

function isRead(session: Session, kind: Hint["kind"]): boolean {
  if (kind === "files") return session.files;
  if (kind === "commits") return session.commits > 0;
  return session.lists.includes(kind);
}

async function readKeys(
  session: Session,
  cursor: Cursor,
  hints: readonly Hint[],
  signal?: AbortSignal,
): Promise<SourceChange[] | null> {
  const { api } = session;
  const types = ["$owner: String!", "$name: String!"];
  const variables: Record<string, unknown> = { owner: api.place.owner, name: api.place.repo };
  const selections = hints.map(({ kind, name }, index) => {
    const isRelease = kind === "releases";
    types.push(`$v${index}: ${isRelease ? "String!" : "Int!"}`);
    variables[`v${index}`] = isRelease ? name : Number(name);
    if (isRelease) return `h${index}: release(tagName: $v${index}) { ${RELEASE_KEY} }`;
    const [field, key] = fields[kind as ConversationKind];
    return `h${index}: ${field}(number: $v${index}) { ${key} }`;
  });
  const query = `query Hints(${types.join(", ")}) {
 repository(owner: $owner, name: $name) { databaseId ${selections.join("\n  ")} } }`;
  const { data, problems } = await api.graphql(query, variables, "what a webhook named", signal);
  const repository = z.object({ repository: z.looseObject({ databaseId: z.number() }) }).safeParse(data)
    .data?.repository;
  if (repository === undefined) {
    throw new SourceError("not-found", `GitHub knows no repository ${api.repository} these credentials may see.`);
  }
  if (repository.databaseId !== cursor.repository) return null;
  // Refused inside, a thing may come as null whole, as if it were gone.
  if (problems.some(isRefused)) {
    throw new SourceError(
      "forbidden",
      `GitHub was asked for what a webhook named in ${api.repository}, but the credentials do not allow reading all of it.`,
    );
  }
  return hints.flatMap((hint, index): SourceChange[] => toKeyChange(cursor.repository, hint, repository[`h${index}`]));
}

function toKeyChange(repositoryId: number, { kind, name }: Hint, value: unknown): SourceChange[] {
  if (kind === "files" || kind === "commits") return [];
  if (kind === "releases") {
    const key = releaseKeySchema.nullable().parse(value ?? null);
    if (key === null || key.isDraft) return [{ type: "delete", id: releaseId(repositoryId, name) }];
    return [{ type: "reference", reference: toReleaseReference(repositoryId, key) }];
  }
  const key = conversationKeySchema.nullable().parse(value ?? null);
  // Null in an answer that shows the repository: it was deleted, or lives in another repository now.
  if (key === null) return [{ type: "delete", id: conversationId(repositoryId, kind, Number(name)) }];
  return [{ type: "reference", reference: toConversationReference(repositoryId, kind, key) }];
}
