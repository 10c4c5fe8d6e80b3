import type { FetchResult } from "@tributary/source";
import type { DocumentReference } from "@tributary/validation";
import type { GitHubApi } from "./api/api.ts";
import { fetchCommit } from "./conversations/commit.ts";
import { fetchConversations, type WantedConversation } from "./conversations/fetch-conversations.ts";
import type { fetchedKinds } from "./conversations/fetched-kinds.ts";
import { readReference } from "./conversations/ids.ts";
import { fetchFiles } from "./files/fetch-files.ts";

/** Commits read at once. */
const COMMITS_AT_ONCE = 8;

/** References of one repository, by what they are. */
interface Sorted {
  readonly files: DocumentReference[];
  readonly commits: { readonly reference: DocumentReference; readonly sha: string }[];
  readonly conversations: Map<keyof typeof fetchedKinds, WantedConversation[]>;
}

/** Fetches references, each kind in the fewest calls; one result each, not in their order. */
export async function* fetchReferences(
  api: GitHubApi,
  references: readonly DocumentReference[],
  signal?: AbortSignal,
): AsyncGenerator<FetchResult> {
  signal?.throwIfAborted();
  const repositories = new Map<number, Sorted>();
  for (const reference of references) {
    const read = readReference(reference);
    if (read === null) yield { type: "gone", id: reference.id };
    else sortInto(repositories, reference, read);
  }
  for (const [repositoryId, { files, commits, conversations }] of repositories) {
    yield* fetchFiles(api, repositoryId, files, signal);
    for (const [kind, wanted] of conversations) yield* fetchConversations(api, repositoryId, kind, wanted, signal);
    for (let start = 0; start < commits.length; start += COMMITS_AT_ONCE) {
      signal?.throwIfAborted();
      const part = commits.slice(start, start + COMMITS_AT_ONCE);
      yield* await Promise.all(part.map(({ reference, sha }) => fetchCommit(api, reference, sha, signal)));
    }
  }
}

function sortInto(
  repositories: Map<number, Sorted>,
  reference: DocumentReference,
  { repositoryId, named }: NonNullable<ReturnType<typeof readReference>>,
): void {
  const sorted: Sorted = repositories.get(repositoryId) ?? { files: [], commits: [], conversations: new Map() };
  repositories.set(repositoryId, sorted);
  if (named.kind === "file") sorted.files.push(reference);
  else if (named.kind === "commit") sorted.commits.push({ reference, sha: named.sha });
  else sorted.conversations.set(named.kind, [...(sorted.conversations.get(named.kind) ?? []), { reference, named }]);
}
