import { createHash } from "node:crypto";
import { z } from "zod";

/** Where Linear's API is when the configuration does not say (linear.app/developers/graphql). */
export const LINEAR_API_URL = "https://api.linear.app/graphql";

/** Most teams one configuration names: each is part of every query's filter. */
const TEAMS_MAX = 50;

/** What to sync of which workspace. */
export const linearSourceConfigSchema = z.strictObject({
  /** The workspace's name in its addresses: `acme` for linear.app/acme. */
  workspace: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "workspace is the name in linear.app/<workspace>, such as acme"),
  /** Address of the GraphQL endpoint; Linear's own when absent. */
  apiUrl: z
    .url({ protocol: /^https?$/, error: `apiUrl is an address such as ${LINEAR_API_URL}` })
    .refine((url) => new URL(url).username === "" && new URL(url).password === "", "apiUrl must not carry credentials")
    .optional(),
  /** Keys of the teams to read, such as `ENG`; every team the credentials see when absent. */
  teams: z
    .array(z.string().regex(/^[A-Z0-9]{1,10}$/, "a team's key is what its issues begin with, such as ENG"))
    .min(1, "name a team, or leave teams out to read every team")
    .max(TEAMS_MAX)
    .optional(),
  /** Whether to read archived things; true when absent. What is in the bin is never read. */
  archived: z.boolean().optional(),
  /** Whether to read issues; true when absent. */
  issues: z.boolean().optional(),
  /** Whether to read projects with their milestones; true when absent. */
  projects: z.boolean().optional(),
  /** Whether to read project updates; true when absent. */
  projectUpdates: z.boolean().optional(),
  /** Whether to read initiatives; true when absent. */
  initiatives: z.boolean().optional(),
  /** Whether to read initiative updates; true when absent. */
  initiativeUpdates: z.boolean().optional(),
  /** Whether to read documents; true when absent. */
  documents: z.boolean().optional(),
});
export type LinearSourceConfig = z.infer<typeof linearSourceConfigSchema>;

/** Changes whenever what a configuration lists does. */
export function configFingerprint(config: LinearSourceConfig): string {
  const { teams = [], apiUrl: _address, ...rest } = config;
  const parts = JSON.stringify([
    [...teams].sort(),
    Object.entries(rest).sort(([one], [other]) => (one < other ? -1 : 1)),
  ]);
  return createHash("sha256").update(parts).digest("hex").slice(0, 12);
}
