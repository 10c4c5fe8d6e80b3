import { SourceError } from "@tributary/source";
import type { LinearAnswer, LinearQuery } from "../api/client.ts";
import { readConnection } from "../api/connection.ts";
import { isRefusedQuery } from "../api/failure.ts";
import type { LinearContext } from "../context.ts";
import { type Kind, versionSelection } from "../kinds/kind.ts";

/** Which things, and where in their list. */
export interface ListVariables {
  readonly filter: object;
  readonly first: number;
  readonly after: string | null;
}

/**
 * Lists things with what decides their versions. When Linear cannot answer that for one of them, it lists the page with
 * their times only: versions then differ from those held, everything on the page is fetched, and what cannot be read fails
 * alone.
 */
export async function listThings(
  context: LinearContext,
  kind: Kind,
  name: string,
  variables: ListVariables,
  signal: AbortSignal | undefined,
): Promise<LinearAnswer> {
  try {
    return await context.client.query(listQuery(name, kind, versionSelection(kind), variables), signal);
  } catch (error) {
    if (!isRefusedQuery(error)) throw error;
    context.logger?.warn({ kind: kind.name }, "Linear could not list what decides versions: listed without it.");
    const trashed = kind.version.includes("trashed") ? "trashed" : "";
    return context.client.query(listQuery(name, kind, `id updatedAt archivedAt ${trashed}`, variables), signal);
  }
}

/**
 * Asks once more whether a list ends where it said it does: one answer with too little in it would otherwise delete
 * everything it left out. Throws `unavailable` when it goes on after all.
 */
export async function confirmEnd(
  context: LinearContext,
  kind: Kind,
  { filter, after }: Omit<ListVariables, "first">,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { data } = await context.client.query(listQuery("Confirm", kind, "id", { filter, first: 1, after }), signal);
  if (readConnection(kind.all, data[kind.all], after).nodes.length === 0) return;
  throw new SourceError("unavailable", `Linear's list of ${kind.all} ended too early: asked again, it goes on.`);
}

/** Ordered by age, which nothing changes: a thing edited while a pull pages stays on its page. */
function listQuery(name: string, kind: Kind, selection: string, variables: ListVariables): LinearQuery {
  return {
    name: `${name}_${kind.all}`,
    declares: `$filter: ${kind.filter}!, $first: Int!, $after: String`,
    selection: `${kind.all}(filter: $filter, first: $first, after: $after, includeArchived: true, orderBy: createdAt) { nodes { ${selection} } pageInfo { hasNextPage endCursor } }`,
    variables: { ...variables },
  };
}
