import type { DocumentReference } from "@tributary/validation";
import { decodeName, encodeNameWithin } from "../files/path-name.ts";
import type { ConversationKind } from "../pull/cursor.ts";
import { type ConversationKey, conversationVersion, type ReleaseKey, releaseVersion } from "./keys.ts";

/** What a document is, beside a file. */
export const conversationTypes = {
  issues: "issue",
  pullRequests: "pull-request",
  discussions: "discussion",
} as const satisfies Record<ConversationKind, string>;

/** Longest name of a tag, in characters; git itself sets none that matters. */
const TAG_MAX_LENGTH = 400;

/** The id of a conversation. */
export function conversationId(repositoryId: number, kind: ConversationKind, number: number): string {
  return `github:${repositoryId}:${conversationTypes[kind]}:${number}`;
}

/** The id of a release: its tag names it. */
export function releaseId(repositoryId: number, tag: string): string {
  const prefix = `github:${repositoryId}:release:`;
  return prefix + encodeNameWithin(tag, prefix);
}

/** The id of a commit of the branch. */
export function commitId(repositoryId: number, sha: string): string {
  return `github:${repositoryId}:commit:${sha}`;
}

/** The reference of a listed conversation. */
export function toConversationReference(
  repositoryId: number,
  kind: ConversationKind,
  key: ConversationKey,
): DocumentReference {
  const id = conversationId(repositoryId, kind, key.number);
  return { id, version: conversationVersion(key), type: conversationTypes[kind] };
}

/** The reference of a listed release. */
export function toReleaseReference(repositoryId: number, key: ReleaseKey): DocumentReference {
  const id = releaseId(repositoryId, key.tagName);
  const isWhole = decodeName(id.split(":").slice(3).join(":")) === key.tagName;
  const locator = isWhole ? {} : { locator: key.tagName.slice(0, TAG_MAX_LENGTH) };
  return { id, version: releaseVersion(key), type: "release", ...locator };
}

/** The reference of a listed commit: its name is its version. */
export function toCommitReference(repositoryId: number, sha: string): DocumentReference {
  return { id: commitId(repositoryId, sha), version: sha, type: "commit" };
}

/** What an id names. */
export type Named =
  | { readonly kind: "file" }
  | { readonly kind: ConversationKind; readonly number: number }
  | { readonly kind: "release"; readonly tag: string }
  | { readonly kind: "commit"; readonly sha: string };

/** Reads an id and what is carried beside it; null when it is none of this source. */
export function readReference(
  reference: DocumentReference,
): { readonly repositoryId: number; readonly named: Named } | null {
  const parts = /^github:(\d{1,15}):([a-z-]+):(.+)$/s.exec(reference.id);
  const [, repository = "", type = "", name = ""] = parts ?? [];
  if (parts === null) return null;
  const repositoryId = Number(repository);
  const kind = Object.entries(conversationTypes).find(([, value]) => value === type)?.[0] as
    | ConversationKind
    | undefined;
  if (kind !== undefined) {
    return /^[1-9]\d{0,8}$/.test(name) ? { repositoryId, named: { kind, number: Number(name) } } : null;
  }
  if (type === "file") return { repositoryId, named: { kind: "file" } };
  if (type === "commit")
    return /^[0-9a-f]{40,64}$/.test(name) ? { repositoryId, named: { kind: "commit", sha: name } } : null;
  if (type !== "release") return null;
  const tag = typeof reference.locator === "string" ? reference.locator : decodeName(name);
  return tag === null || releaseId(repositoryId, tag) !== reference.id
    ? null
    : { repositoryId, named: { kind: "release", tag } };
}
