import { z } from "zod";

/** People as they are written in texts, costing three properties each. */
const PERSON = "{ name displayName }";

/** What a person's name is read from. */
export const personSchema = z.object({ name: z.string(), displayName: z.string().nullish() });

/** A bot's name is not always known. */
export const botSchema = z.object({ name: z.string().nullish(), type: z.string().nullish() });

export const AUTHORS = `user ${PERSON} botActor { name type } externalUser { name displayName }`;
export const CREATORS = `creator ${PERSON}`;
export const person = (field: string) => `${field} ${PERSON}`;

export const pageInfoSchema = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() });

/** A time as Linear writes it. */
export const timeSchema = z.iso.datetime({ offset: true });

/** What every kind of thing has. */
export const baseShape = {
  id: z.string().min(1),
  createdAt: timeSchema,
  updatedAt: timeSchema,
  archivedAt: timeSchema.nullish(),
  url: z.string().nullish(),
};

/** A list, whole. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ nodes: z.array(item) });
}

/** A thing another one belongs to, and whether it is in the bin. */
export const parentSchema = z.object({ id: z.string(), name: z.string() });
