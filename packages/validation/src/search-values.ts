import { z } from "zod";

/** Most values a filter of the search is offered. */
export const SEARCH_VALUES_MAX = 50;

/** Query of `GET /v1/search/values`. */
export const searchValuesRequestSchema = z.object({
  /** What the values begin with, in any case; words within a name count as beginnings too. */
  q: z.string().trim().min(1).max(200).optional(),
});

const valuesSchema = z.array(z.object({ value: z.string(), count: z.number().int().positive() }));

/** Answer of `GET /v1/search/values`: what each filter can be set to, with the searchable documents it leaves, most first. */
export const searchValuesSchema = z
  .object({
    sources: valuesSchema,
    types: valuesSchema,
    repositories: valuesSchema,
    authors: valuesSchema,
    states: valuesSchema,
  })
  .meta({ id: "SearchValues" });
export type SearchValues = z.infer<typeof searchValuesSchema>;
