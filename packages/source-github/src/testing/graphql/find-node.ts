import { canSee } from "../auth/caller.ts";
import type { RepositoryRecord } from "../state/model.ts";
import { nodePrefixes, parseNodeId } from "../state/node-id.ts";
import { demand, type GraphqlContext } from "./context.ts";
import { readGitObject } from "./git-values.ts";

type Kind = keyof typeof nodePrefixes;

const kinds = new Map(Object.entries(nodePrefixes).map(([kind, prefix]) => [prefix as string, kind as Kind]));

/** What a global id names, if the caller may see it; null otherwise. */
export async function findNode(context: GraphqlContext, id: string): Promise<unknown> {
  const { world, caller } = context.call;
  const parsed = parseNodeId(id);
  if (parsed === null) return null;
  const [first = "", second] = parsed.parts;
  if (second !== undefined) {
    const repository = world.repositories.get(Number(first));
    if (repository === undefined || !canSee(caller, repository)) return null;
    demand(context, repository, "contents");
    return readGitObject(repository, second);
  }
  const kind = kinds.get(parsed.prefix);
  if (kind === undefined) return null;
  if (kind === "user") return [...world.users.values()].find((user) => user.id === Number(first)) ?? null;
  for (const repository of world.repositories.values()) {
    if (!canSee(caller, repository)) continue;
    const found = findIn(repository, kind, Number(first));
    if (found === null) continue;
    demandFor(context, repository, kind);
    return found;
  }
  return null;
}

function demandFor(context: GraphqlContext, repository: RepositoryRecord, kind: Kind): void {
  if (kind === "issue") demand(context, repository, "issues");
  if (kind === "comment") demand(context, repository, "issues", "pull_requests");
  if (["pull", "review", "thread", "review-comment"].includes(kind)) demand(context, repository, "pull_requests");
  if (kind === "discussion" || kind === "discussion-comment") demand(context, repository, "discussions");
}

function findIn(repository: RepositoryRecord, kind: Kind, id: number): { readonly id: number } | null {
  if (kind === "repository") return repository.id === id ? repository : null;
  for (const candidate of candidates(repository, kind)) if (candidate.id === id) return candidate;
  return null;
}

function* candidates(repository: RepositoryRecord, kind: Kind): Generator<{ readonly id: number }> {
  if (kind === "release") yield* repository.releases;
  if (kind === "label") yield* repository.labels.values();
  if (kind === "milestone") yield* repository.milestones.values();
  if (kind === "category") yield* repository.categories.values();
  for (const conversation of repository.conversations.values()) {
    if (conversation.kind === kind) yield conversation;
    if (conversation.kind === "discussion") {
      if (kind !== "discussion-comment") continue;
      for (const comment of conversation.comments) {
        yield comment;
        yield* comment.replies;
      }
    } else if (kind === "comment") yield* conversation.comments;
    if (conversation.kind !== "pull") continue;
    if (kind === "review") yield* conversation.reviews;
    if (kind === "thread") yield* conversation.threads;
    if (kind === "review-comment") for (const thread of conversation.threads) yield* thread.comments;
  }
}
