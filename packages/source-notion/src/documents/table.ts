import { clean, line, paragraphs } from "@tributary/source/text";
import type { NotionClient } from "../api/client.ts";
import type { DataSource } from "../api/schemas.ts";
import { plainText, renderRichText } from "../blocks/rich-text.ts";
import type { NotionContext } from "../context.ts";
import type { Rendered } from "./page.ts";
import { lastingUrl, timeOf } from "./text.ts";

/** Most options of a column a document names. */
const OPTIONS_MAX = 100;

/** A table as a document: what it is about and its typed columns. Its rows are documents of their own. */
export async function renderTable(context: NotionContext, client: NotionClient, table: DataSource): Promise<Rendered> {
  const title = line(plainText(table.title)) || "Untitled";
  const columns = Object.values(table.properties).map((column) => ({
    name: line(column.name),
    type: column.type,
    options: optionsOf(column[column.type]),
  }));
  const author = table.created_by === undefined ? undefined : await context.users.name(client, table.created_by.id);
  const url = lastingUrl(table.url);
  const createdAt = timeOf(table.created_time);
  const updatedAt = timeOf(table.last_edited_time);
  const rows = columns.map(({ name, type, options }) => {
    const shown = options.length === 0 ? "" : `: ${options.slice(0, OPTIONS_MAX).join(", ")}`;
    return `- ${name} (${type.replaceAll("_", " ")})${shown}`;
  });
  const long = columns.filter(({ options }) => options.length > OPTIONS_MAX);
  const parent = table.database_parent?.page_id ?? table.parent.page_id;
  return {
    title,
    content: paragraphs(
      `# ${title}`,
      clean(renderRichText(table.description)),
      rows.length === 0 ? "" : `Columns:\n${rows.join("\n")}`,
    ),
    format: "markdown",
    ...(url !== undefined && { url }),
    ...(author !== undefined && author !== "" && { author: { name: line(author) } }),
    ...(createdAt !== undefined && { createdAt }),
    ...(updatedAt !== undefined && { updatedAt }),
    ...(long.length > 0 && {
      missing: long.map(({ name }) => `All but ${OPTIONS_MAX} options of the column ${name}.`),
    }),
    metadata: {
      columns: columns.map(({ name, type, options }) => ({ name, type, options: options.slice(0, OPTIONS_MAX) })),
      ...(parent !== undefined && { parent: context.idOf("page", parent) }),
    },
  };
}

function optionsOf(settings: unknown): readonly string[] {
  const options = (settings as { options?: unknown } | null | undefined)?.options;
  if (!Array.isArray(options)) return [];
  return options.flatMap((option) => (typeof option?.name === "string" ? [line(option.name)] : []));
}
