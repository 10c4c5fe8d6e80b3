import { readConnection } from "./api/connection.ts";
import type { LinearContext } from "./context.ts";
import { archivedArgument, type Kind, type RawThing } from "./kinds/kind.ts";
import { remember } from "./pull/cursor.ts";

/** Pages every list inside a thing to its end: a document has all of its comments. */
export async function completeLists(
  context: LinearContext,
  kind: Kind,
  raw: RawThing,
  signal: AbortSignal | undefined,
): Promise<RawThing> {
  const complete: Record<string, unknown> = { ...raw };
  for (const list of kind.nested) {
    // Left out on purpose: the document says so.
    if (list.canHide === true && raw[list.field] === undefined) {
      complete[list.field] = { nodes: [] };
      continue;
    }
    const what = `${kind.one}.${list.field}`;
    const first = readConnection(what, raw[list.field], null);
    const nodes = [...first.nodes];
    let seen: readonly string[] = [];
    for (let after = first.next; after !== null; ) {
      seen = remember(seen, after, what);
      const { data } = await context.client.query(
        {
          name: `More_${kind.one}_${list.field}`,
          declares: "$id: String!, $after: String!",
          selection: `${kind.one}(id: $id) { ${list.field}(first: ${list.more}, after: $after${archivedArgument(list)}) { nodes { ${list.item} } pageInfo { hasNextPage endCursor } } }`,
          variables: { id: raw.id, after },
        },
        signal,
      );
      const owner = data[kind.one];
      const value = typeof owner === "object" && owner !== null ? Reflect.get(owner, list.field) : undefined;
      const page = readConnection(what, value, after);
      nodes.push(...page.nodes);
      after = page.next;
    }
    complete[list.field] = { nodes };
  }
  return complete;
}
