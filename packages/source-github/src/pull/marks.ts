import { fingerprint } from "@tributary/repository-files";
import { type ConversationKey, conversationVersion, type ReleaseKey, releaseVersion } from "../conversations/keys.ts";
import type { Mark, ReleaseMark } from "./cursor.ts";
import { RELEASES_REMEMBERED } from "./list-query.ts";

/** Most conversations of one kind remembered that share the newest second: a cursor has to stay small. */
export const SEEN_MAX = 150;

/** A conversation in a certain version, in few characters. */
export function seenKey(key: ConversationKey): string {
  return `${key.number}:${fingerprint(conversationVersion(key)).slice(0, 8)}`;
}

/** The mark from which changes are told, before anything is listed. */
export function conversationMark(newest: readonly ({ readonly updatedAt: string } | null)[]): Mark {
  return { at: newest[0]?.updatedAt ?? "", seen: [], total: 0, max: 0 };
}

/** The mark of releases: the newest ones in their versions. */
export function releaseMark(newest: readonly (ReleaseKey | null)[], total: number): ReleaseMark {
  const known = newest.flatMap((key) => (key === null ? [] : [releaseSeenKey(key)]));
  return { known: known.slice(0, RELEASES_REMEMBERED), total };
}

/** A release in a certain version, in few characters: the first half names the release. */
export function releaseSeenKey(key: ReleaseKey): string {
  return `${fingerprint(key.tagName).slice(0, 8)}${fingerprint(releaseVersion(key)).slice(0, 8)}`;
}
