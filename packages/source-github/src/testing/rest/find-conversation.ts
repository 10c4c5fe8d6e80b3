import { canSee } from "../auth/caller.ts";
import { GitHubError, notFound } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import type { ConversationRecord, IssueRecord, PullRecord, RepositoryRecord } from "../state/model.ts";

/** The issue or pull request of a number; 301 when it moved, 410 when it was deleted, 404 when it never was. */
export function findIssue(
  call: Call,
  repository: RepositoryRecord,
  number: string | undefined,
): IssueRecord | PullRecord {
  demandIssues(repository);
  const found = repository.conversations.get(Number(number));
  if (found !== undefined && found.kind !== "discussion") return found;
  const departed = repository.departed.get(Number(number));
  if (departed === undefined || isDiscussion(departed)) throw notFound();
  if (departed === "deleted") throw new GitHubError(410, "This issue was deleted");
  if (!canSee(call.caller, departed.repository)) throw notFound();
  const rest = call.path
    .split("/")
    .slice(6)
    .map((part) => `/${part}`)
    .join("");
  const location = `${call.apiUrl}/repositories/${departed.repository.id}/issues/${departed.number}${rest}`;
  throw new GitHubError(301, "Moved Permanently", { headers: { location }, details: { url: location } });
}

/** The pull request of a number. */
export function findPull(repository: RepositoryRecord, number: string | undefined): PullRecord {
  const found = repository.conversations.get(Number(number));
  if (found?.kind !== "pull") throw notFound();
  return found;
}

/** Refuses issues of a repository that has none. */
export function demandIssues(repository: RepositoryRecord): void {
  if (!repository.hasIssues) throw new GitHubError(410, "Issues has been disabled in this repository.");
}

function isDiscussion(departed: "deleted" | ConversationRecord): boolean {
  return departed !== "deleted" && departed.kind === "discussion";
}
