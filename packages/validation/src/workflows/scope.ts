import { z } from "zod";

/** A whole number of things, from 0. */
export const countSchema = z.number().int().nonnegative();

/** What every payload about a workspace has. */
export const workspaceScope = { workspaceId: z.string().min(1) };

/** What every payload about a source has. */
export const sourceScope = { ...workspaceScope, sourceId: z.string().min(1) };
