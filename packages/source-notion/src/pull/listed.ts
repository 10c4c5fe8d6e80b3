import type { SourceChange } from "@tributary/source";
import type { DataSource, Page } from "../api/schemas.ts";
import type { NotionContext } from "../context.ts";
import { pageVersion, tableVersion } from "../documents/version.ts";

/** Pages with a comment that their own time does not show, and when it was made. */
export type Marks = ReadonlyMap<string, string>;

type Listed = Extract<SourceChange, { type: "reference" }>;

/** A page as a pull lists it. */
export function pageListed(context: NotionContext, page: Page, marks: Marks): Listed {
  const mark = marks.get(page.id);
  const version = `${pageVersion(page, context.now())}${mark === undefined ? "" : `~${mark}`}`;
  return { type: "reference", reference: { id: context.idOf("page", page.id), version, type: "page" } };
}

/** A table as a pull lists it. */
export function tableListed(context: NotionContext, table: DataSource): Listed {
  const version = tableVersion(table, context.now());
  return { type: "reference", reference: { id: context.idOf("table", table.id), version, type: "table" } };
}
