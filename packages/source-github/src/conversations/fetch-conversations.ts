import { type FetchResult, SourceError } from "@tributary/source";
import type { Document, DocumentReference } from "@tributary/validation";
import { z } from "zod";
import type { GitHubApi } from "../api/api.ts";
import { QueryTooHeavy } from "../api/failure.ts";
import { type GraphqlProblem, isRefused } from "../api/graphql.ts";
import { cleanDocument } from "./clean-document.ts";
import { finishLists, type OpenList } from "./connection.ts";
import { type FetchedKind, fetchedKinds } from "./fetched-kinds.ts";
import type { Named } from "./ids.ts";

/** A conversation or release to fetch. */
export interface WantedConversation {
  readonly reference: DocumentReference;
  readonly named: Exclude<Named, { readonly kind: "file" | "commit" }>;
}

const repositorySchema = z.looseObject({ databaseId: z.number(), nameWithOwner: z.string() });

/**
 * Fetches conversations of one kind, several in one query, with every list in them read to its end. A query GitHub finds too
 * heavy is halved until a single conversation is left; that one then fails alone.
 */
export async function* fetchConversations(
  api: GitHubApi,
  repositoryId: number,
  kind: keyof typeof fetchedKinds,
  wanted: readonly WantedConversation[],
  signal?: AbortSignal,
): AsyncGenerator<FetchResult> {
  const { atOnce } = fetchedKinds[kind];
  const open: (readonly WantedConversation[])[] = [];
  for (let start = 0; start < wanted.length; start += atOnce) open.push(wanted.slice(start, start + atOnce));
  let anyWorked = false;
  for (let batch = open.shift(); batch !== undefined; batch = open.shift()) {
    signal?.throwIfAborted();
    try {
      yield* await fetchBatch(api, repositoryId, fetchedKinds[kind], batch, signal);
      anyWorked = true;
    } catch (error) {
      if (!(error instanceof QueryTooHeavy)) throw error;
      const [first] = batch;
      if (batch.length > 1) {
        const half = Math.ceil(batch.length / 2);
        open.unshift(batch.slice(0, half), batch.slice(half));
      } else if (anyWorked && first !== undefined) {
        yield { type: "failed", id: first.reference.id, error };
      } else throw error;
    }
  }
}

async function fetchBatch(
  api: GitHubApi,
  repositoryId: number,
  kind: FetchedKind<unknown>,
  batch: readonly WantedConversation[],
  signal?: AbortSignal,
): Promise<FetchResult[]> {
  const type = kind.isByTag ? "String!" : "Int!";
  const types = ["$owner: String!", "$name: String!", ...batch.map((_, index) => `$v${index}: ${type}`)];
  const selections = batch.map((_, index) => `c${index}: ${kind.field}(${kind.argument}: $v${index}) { ...Fields }`);
  const query = `query Conversations(${types.join(", ")}) {
 repository(owner: $owner, name: $name) { databaseId nameWithOwner ${selections.join("\n  ")} } }
fragment Fields on ${kind.type} { ${kind.fields} }`;
  const named = Object.fromEntries(
    batch.map(({ named }, index) => [`v${index}`, "tag" in named ? named.tag : named.number]),
  );
  const variables = { owner: api.place.owner, name: api.place.repo, ...named };
  const { data, problems } = await api.graphql(query, variables, kind.word, signal);
  const answer = z.object({ repository: repositorySchema }).safeParse(data);
  if (!answer.success) {
    throw new SourceError("not-found", `GitHub knows no repository ${api.repository} these credentials may see.`);
  }
  const { repository } = answer.data;
  const isSame = repository.databaseId === repositoryId;
  const results: (
    | FetchResult
    | { readonly reference: DocumentReference; readonly item: unknown; readonly hidden: string[] }
  )[] = [];
  const lists: OpenList[] = [];
  for (const [index, { reference }] of batch.entries()) {
    const { id } = reference;
    const value = repository[`c${index}`];
    if (!isSame || value === null || value === undefined) {
      // What is refused inside takes the whole with it where GitHub's schema allows no null: that is no deletion.
      const refused = isSame
        ? problems.find((problem) => problem.path[1] === `c${index}` && isRefused(problem))
        : undefined;
      results.push(
        refused === undefined ? { type: "gone", id } : { type: "failed", id, error: toForbidden(id, refused) },
      );
      continue;
    }
    const item = kind.schema.safeParse(value);
    if (!item.success) {
      const error = new SourceError("invalid-response", `GitHub's answer about ${id} is not as documented.`);
      results.push({ type: "failed", id, error });
      continue;
    }
    lists.push(...kind.openLists(item.data));
    const hidden = problems.flatMap(({ path }) =>
      path[1] === `c${index}` && path.length > 2 ? [String(path[2])] : [],
    );
    results.push({ reference, item: item.data, hidden: [...new Set(hidden)] });
  }
  await finishLists(api, lists, signal);
  return results.map((result): FetchResult => {
    if ("type" in result) return result;
    const own = kind.toDocument(result.item);
    const hidden = result.hidden.map((field) => `${field}: these credentials may not read all of it`);
    const missing = [...(own.missing ?? []), ...hidden];
    const document: Document = {
      id: result.reference.id,
      source: "github",
      type: result.reference.type,
      format: "markdown",
      repository: repository.nameWithOwner,
      ...own,
      ...(missing.length > 0 && { missing }),
    };
    return { type: "document", document: cleanDocument(document) };
  });
}

function toForbidden(id: string, { path }: GraphqlProblem): SourceError {
  const field = path.findLast((part) => typeof part === "string") ?? "a part";
  return new SourceError(
    "forbidden",
    `GitHub was asked for ${id}, but the credentials do not allow reading ${field} of it.`,
  );
}
