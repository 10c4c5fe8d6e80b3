import { type FetchResult, isSourceError, SourceError } from "@tributary/source";
import { type DocumentReference, documentSchema } from "@tributary/validation";
import { z } from "zod";
import { readByIds } from "./api/connection.ts";
import { isRefusedQuery } from "./api/failure.ts";
import { filterOf, type LinearContext } from "./context.ts";
import { completeLists } from "./fetch-nested.ts";
import { contentSelection, isTrashed, type Kind, type NestedList, type RawThing, versionOf } from "./kinds/kind.ts";
import { kindNamed } from "./kinds/kinds.ts";

interface Wanted {
  readonly reference: DocumentReference;
  readonly id: string;
}

/** Fetches documents, several with one request; one result a reference. */
export async function* fetchDocuments(
  context: LinearContext,
  references: readonly DocumentReference[],
  signal: AbortSignal | undefined,
): AsyncGenerator<FetchResult> {
  const byKind = new Map<Kind, Wanted[]>();
  for (const reference of references) {
    signal?.throwIfAborted();
    const parsed = context.parseId(reference.id);
    const kind = parsed && kindNamed(context.config, parsed.kind);
    // A reference of another configuration, or none of this source at all.
    if (parsed === undefined || kind === undefined) yield { type: "gone", id: reference.id };
    else byKind.set(kind, [...(byKind.get(kind) ?? []), { reference, id: parsed.id }]);
  }
  for (const [kind, wanted] of byKind) {
    for (let start = 0; start < wanted.length; start += kind.batch) {
      yield* fetchBatch(context, kind, wanted.slice(start, start + kind.batch), signal);
    }
  }
}

async function* fetchBatch(
  context: LinearContext,
  kind: Kind,
  wanted: readonly Wanted[],
  signal: AbortSignal | undefined,
): AsyncGenerator<FetchResult> {
  let things: ReadonlyMap<string, RawThing>;
  try {
    things = await ask(context, kind, wanted, kind.nested, signal);
  } catch (error) {
    // One thing Linear cannot answer for must not cost those asked for with it.
    if (!isRefusedQuery(error)) throw error;
    const half = Math.ceil(wanted.length / 2);
    if (half < wanted.length) {
      yield* fetchBatch(context, kind, wanted.slice(0, half), signal);
      yield* fetchBatch(context, kind, wanted.slice(half), signal);
    } else yield* fetchWithoutHidden(context, kind, wanted, error, signal);
    return;
  }
  for (const { reference, id } of wanted) {
    signal?.throwIfAborted();
    yield await toResult(context, kind, reference, things.get(id), signal);
  }
}

/** One more try for a single thing: without the lists that may lead to what the credentials do not see. */
async function* fetchWithoutHidden(
  context: LinearContext,
  kind: Kind,
  wanted: readonly Wanted[],
  refusal: SourceError,
  signal: AbortSignal | undefined,
): AsyncGenerator<FetchResult> {
  const hidden = kind.nested.filter(({ canHide }) => canHide === true);
  let things: ReadonlyMap<string, RawThing> = new Map();
  let problem: SourceError | undefined = refusal;
  if (hidden.length > 0) {
    try {
      things = await ask(
        context,
        kind,
        wanted,
        kind.nested.filter((list) => !hidden.includes(list)),
        signal,
      );
      problem = undefined;
    } catch (error) {
      if (!isRefusedQuery(error)) throw error;
    }
  }
  const missing = hidden.map(({ field }) => `${field}: Linear could not answer for all of them`);
  for (const { reference, id } of wanted) {
    if (problem !== undefined) yield { type: "failed", id: reference.id, error: problem };
    else yield await toResult(context, kind, reference, things.get(id), signal, missing);
  }
}

async function ask(
  context: LinearContext,
  kind: Kind,
  wanted: readonly Wanted[],
  nested: readonly NestedList[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, RawThing>> {
  const ids = [...new Set(wanted.map(({ id }) => id))];
  const { data } = await context.client.query(
    {
      name: `Fetch_${kind.all}`,
      declares: `$filter: ${kind.filter}!, $first: Int!`,
      selection: `${kind.all}(filter: $filter, first: $first, includeArchived: true) { nodes { ${contentSelection(kind, nested)} } pageInfo { hasNextPage endCursor } }`,
      variables: { filter: filterOf(kind, context.config, { id: { in: ids } }), first: ids.length },
    },
    signal,
  );
  return readByIds(kind.all, data[kind.all], ids);
}

async function toResult(
  context: LinearContext,
  kind: Kind,
  { id }: DocumentReference,
  raw: RawThing | undefined,
  signal: AbortSignal | undefined,
  missing: readonly string[] = [],
): Promise<FetchResult> {
  const isUnread = context.config.archived === false && raw?.archivedAt != null;
  if (raw === undefined || isTrashed(raw) || isUnread) return { type: "gone", id };
  try {
    const complete = await completeLists(context, kind, raw, signal);
    const rendered = kind.render(complete);
    const document = documentSchema.parse({
      ...rendered,
      id,
      source: "linear",
      type: kind.name,
      version: versionOf(kind, raw),
      ...(missing.length > 0 && { missing }),
    });
    return { type: "document", document };
  } catch (error) {
    if (isSourceError(error) && error.code === "invalid-response") return { type: "failed", id, error };
    if (!(error instanceof z.ZodError)) throw error;
    const [issue] = error.issues;
    const place = issue?.path.join(".") || "it";
    const message = `Linear's answer for the ${kind.name} ${String(raw.id)} is not as its schema has it: ${place} is wrong.`;
    return { type: "failed", id, error: new SourceError("invalid-response", message) };
  }
}
