import { type FetchResult, isSourceError, SourceError } from "@tributary/source";
import { placeOf } from "@tributary/source/http";
import { type Document, type DocumentReference, documentSchema } from "@tributary/validation";
import { z } from "zod";
import type { NotionClient } from "./api/client.ts";
import { isForbidden, isGone } from "./api/failure.ts";
import { readDataSource, readPage } from "./api/read.ts";
import { userSchema } from "./api/schemas.ts";
import type { Kind, NotionContext } from "./context.ts";
import { type Rendered, renderPage, type TableCache } from "./documents/page.ts";
import { renderTable } from "./documents/table.ts";

/** Fetches documents one after the other; one result a reference. */
export async function* fetchDocuments(
  context: NotionContext,
  references: readonly DocumentReference[],
  signal: AbortSignal | undefined,
): AsyncGenerator<FetchResult> {
  const client = context.connect(signal);
  const tables: TableCache = new Map();
  for (const reference of references) {
    signal?.throwIfAborted();
    const parsed = context.parseId(reference.id);
    // A reference of another configuration, or none of this source at all.
    if (parsed === undefined) yield { type: "gone", id: reference.id };
    else yield await fetchOne(context, client, reference, parsed, tables);
  }
}

async function render(
  context: NotionContext,
  client: NotionClient,
  { kind, id }: { readonly kind: Kind; readonly id: string },
  tables: TableCache,
): Promise<Rendered | undefined> {
  if (kind === "table") {
    const table = await readDataSource(client, id);
    return table.in_trash ? undefined : renderTable(context, client, table);
  }
  const page = await readPage(client, id);
  return page.in_trash ? undefined : renderPage(context, client, page, tables);
}

async function fetchOne(
  context: NotionContext,
  client: NotionClient,
  { id, version }: DocumentReference,
  parsed: { readonly kind: Kind; readonly id: string },
  tables: TableCache,
): Promise<FetchResult> {
  try {
    const rendered = await render(context, client, parsed, tables);
    if (rendered === undefined) return { type: "gone", id };
    // The version asked for: when the thing has changed since, the next pull lists it with another.
    const document: Document = { ...rendered, id, source: "notion", type: parsed.kind, version };
    return { type: "document", document: documentSchema.parse(document) };
  } catch (error) {
    if (isGone(error)) return { type: "gone", id };
    if (error instanceof z.ZodError) return { type: "failed", id, error: unusable(parsed.kind, error) };
    if (isForbidden(error)) {
      // One thing that may not be read is that thing's loss; a token that may read nothing is everybody's.
      await client.ask("the connection itself", (notion) => notion.users.me({}), userSchema);
      return { type: "failed", id, error };
    }
    const isItsOwn = isSourceError(error) && (error.code === "invalid-response" || error.code === "not-found");
    if (isItsOwn) return { type: "failed", id, error };
    throw error;
  }
}

function unusable(kind: Kind, error: z.ZodError): SourceError {
  return new SourceError("invalid-response", `Notion's ${kind} cannot be made a document of${placeOf(error)}.`);
}
