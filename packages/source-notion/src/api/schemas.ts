import { z } from "zod";

/**
 * What is read of Notion's answers. Others may be added at any time, so objects are open; kinds not known here are kept
 * and said to be missing.
 */
const idSchema = z
  .string()
  .regex(/^[0-9a-fA-F-]{32,36}$/)
  .transform((id) => normaliseId(id));

/** An id as Notion writes them: lower case, with dashes. */
export function normaliseId(id: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return id;
  const hex = id.replaceAll("-", "").toLowerCase();
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const timeSchema = z.string().refine((text) => !Number.isNaN(Date.parse(text)));

const richTextItemSchema = z.looseObject({
  type: z.string().optional(),
  plain_text: z.string(),
  href: z.string().nullish(),
  annotations: z.looseObject({ code: z.boolean().optional() }).optional(),
  mention: z.looseObject({ type: z.string() }).optional().catch(undefined),
});
/** A piece of text with one look. */
export type RichTextItem = z.infer<typeof richTextItemSchema>;
export const richTextSchema = z.array(richTextItemSchema);

const userReferenceSchema = z.looseObject({ id: idSchema, name: z.string().nullish() });

/** A person or a bot. */
export const userSchema = z.looseObject({
  id: idSchema,
  name: z.string().nullish(),
  type: z.string().optional(),
  bot: z.looseObject({ workspace_name: z.string().nullish() }).optional().catch(undefined),
});

const parentSchema = z.looseObject({
  type: z.string(),
  page_id: idSchema.optional(),
  block_id: idSchema.optional(),
  database_id: idSchema.optional(),
  data_source_id: idSchema.optional(),
});

const propertySchema = z.looseObject({ id: z.string(), type: z.string() });
/** A value in a row, or of a page: its title. */
export type Property = z.infer<typeof propertySchema>;

/** A page, which is a row when it is in a table. */
export const pageSchema = z.looseObject({
  object: z.literal("page"),
  id: idSchema,
  created_time: timeSchema,
  last_edited_time: timeSchema,
  in_trash: z.boolean(),
  url: z.string().nullish(),
  parent: parentSchema,
  created_by: userReferenceSchema.optional(),
  last_edited_by: userReferenceSchema.optional(),
  properties: z.record(z.string(), propertySchema),
});
export type Page = z.infer<typeof pageSchema>;

/** A table: what is called a data source (developers.notion.com/reference/data-source). */
export const dataSourceSchema = z.looseObject({
  object: z.literal("data_source"),
  id: idSchema,
  title: richTextSchema,
  description: richTextSchema.optional().default([]),
  created_time: timeSchema,
  last_edited_time: timeSchema,
  in_trash: z.boolean(),
  url: z.string().nullish(),
  parent: parentSchema,
  database_parent: parentSchema.optional(),
  created_by: userReferenceSchema.optional(),
  properties: z.record(z.string(), z.looseObject({ id: z.string(), name: z.string(), type: z.string() })),
});
export type DataSource = z.infer<typeof dataSourceSchema>;

/** A database: one or more tables with a name and a place. */
export const databaseSchema = z.looseObject({
  object: z.literal("database"),
  id: idSchema,
  in_trash: z.boolean(),
  data_sources: z.array(z.looseObject({ id: idSchema })),
});

/** A block; what it holds is under the name of its type. */
export const blockSchema = z.looseObject({
  object: z.literal("block"),
  id: idSchema,
  type: z.string(),
  has_children: z.boolean(),
  in_trash: z.boolean().optional(),
  parent: parentSchema.optional(),
});
export type Block = z.infer<typeof blockSchema>;

const commentSchema = z.looseObject({
  id: idSchema,
  discussion_id: idSchema,
  created_time: timeSchema,
  created_by: userReferenceSchema.optional(),
  rich_text: richTextSchema,
  display_name: z.looseObject({ resolved_name: z.string().nullish() }).optional().catch(undefined),
  attachments: z
    .array(z.looseObject({ category: z.string() }))
    .optional()
    .catch(undefined),
});
export type Comment = z.infer<typeof commentSchema>;

/** A page as Markdown. */
export const markdownSchema = z.looseObject({
  markdown: z.string(),
  truncated: z.boolean(),
  unknown_block_ids: z.array(z.string()),
});

/** One page of a list (developers.notion.com/reference/intro, pagination). */
const listOf = <Item extends z.ZodType>(item: Item) =>
  z.looseObject({
    object: z.literal("list"),
    results: z.array(item),
    has_more: z.boolean(),
    next_cursor: z.string().nullable(),
    request_status: z.looseObject({ type: z.string() }).optional(),
  });

/** Pages, rows or tables as far as all of them are alike: one that is not as documented must not cost the others. */
export const thingListSchema = listOf(z.looseObject({ object: z.string(), id: idSchema }));
export type Thing = z.infer<typeof thingListSchema>["results"][number];
/** A row; a wiki's table holds other tables as well. */
export const rowSchema = z.discriminatedUnion("object", [pageSchema, dataSourceSchema]);
export const blockListSchema = listOf(blockSchema);
export const commentListSchema = listOf(commentSchema);
export const userListSchema = listOf(userSchema);
export const propertyItemListSchema = listOf(z.looseObject({ type: z.string() }));
