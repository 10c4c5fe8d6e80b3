import { z } from "zod";
import type { FakeDataSource, FakePage, FakeStore, FakeUser } from "../state/model.ts";

/** What routes work with. */
export interface RouteContext {
  readonly store: FakeStore;
  readonly self: FakeUser;
  readonly workspace: string;
  /** Rows a query gives before it is cut short. */
  queryLimit(): number;
  /** Characters of Markdown a page has before it is cut short. */
  markdownLimit(): number;
  now(): number;
  /** Lists made once for each state of the workspace. */
  readonly cache: Map<string, { readonly revision: number; readonly items: readonly (FakePage | FakeDataSource)[] }>;
}

/** A capability of the connection (developers.notion.com/reference/capabilities). */
export type FakeCapability = "content" | "comments" | "users";

/** A route's answer: its body, or a failure. */
export type RouteAnswer = { readonly body: unknown } | { readonly problem: RouteProblem };

/** A failure as Notion writes them. */
export interface RouteProblem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Parameters, checked. */
export type Fields = Readonly<Record<string, unknown>>;

/** One route of the API. */
export interface Route {
  readonly method: string;
  readonly route: string;
  readonly query: z.ZodType<Fields>;
  readonly body?: z.ZodType<Fields>;
  readonly capability?: FakeCapability;
  answer(context: RouteContext, ids: readonly string[], given: Fields): RouteAnswer;
}

/** An id, with dashes or without. */
export const id = z.string().regex(/^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/);
/** No parameters. */
export const nothing = z.strictObject({});
const size = z.int().min(1).max(100).optional();
/** Where a list is read from. */
export const paging = {
  start_cursor: z.string().min(1).optional(),
  page_size: z.coerce.number().pipe(z.int().min(1).max(100)).optional(),
};
const timeCondition = z.union([
  z.strictObject({ on_or_after: z.iso.datetime() }),
  z.strictObject({ after: z.iso.datetime() }),
]);

/** Bodies as the SDK's types have them, as far as a reader needs them. */
export const searchBody = z.strictObject({
  query: z.string().optional(),
  filter: z
    .strictObject({
      property: z.literal("object"),
      value: z.enum(["page", "data_source"]),
      in_trash: z.boolean().optional(),
    })
    .optional(),
  sort: z
    .strictObject({ timestamp: z.literal("last_edited_time"), direction: z.enum(["ascending", "descending"]) })
    .optional(),
  start_cursor: z.string().min(1).optional(),
  page_size: size,
});
/** Body of a query. */
export const queryBody = z.strictObject({
  filter: z
    .union([
      z.strictObject({ timestamp: z.literal("created_time"), created_time: timeCondition }),
      z.strictObject({ timestamp: z.literal("last_edited_time"), last_edited_time: timeCondition }),
    ])
    .optional(),
  sorts: z
    .array(
      z.strictObject({ timestamp: z.enum(["created_time", "last_edited_time"]), direction: z.literal("ascending") }),
    )
    .max(1)
    .optional(),
  start_cursor: z.string().min(1).optional(),
  page_size: size,
});
