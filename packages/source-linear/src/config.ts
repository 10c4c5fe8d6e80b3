import { createHash } from "node:crypto";
import { apiAddressSchema } from "@tributary/source";
import { z } from "zod";

/** Where Linear's API is when the configuration does not say (linear.app/developers/graphql). */
export const LINEAR_API_URL = "https://api.linear.app/graphql";

/** Most teams one configuration names: each is part of every query's filter. */
const TEAMS_MAX = 50;

/** What to sync of which workspace. */
export const linearSourceConfigSchema = z.strictObject({
  workspace: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "workspace is the name in linear.app/<workspace>, such as acme")
    .meta({
      title: "Workspace",
      description: "The workspace's name in its addresses: acme for linear.app/acme.",
      examples: ["acme"],
    }),
  teams: z
    .array(z.string().regex(/^[A-Z0-9]{1,10}$/, "a team's key is what its issues begin with, such as ENG"))
    .min(1, "name a team, or leave teams out to read every team")
    .max(TEAMS_MAX)
    .optional()
    .meta({
      title: "Teams",
      description:
        "Keys of the teams to read, which is what their issues begin with; every team the credentials see when left out.",
      examples: [["ENG", "OPS"]],
    }),
  issues: z.boolean().optional().meta({
    title: "Issues",
    description: "Whether issues are read, with every comment.",
    default: true,
  }),
  projects: z.boolean().optional().meta({
    title: "Projects",
    description: "Whether projects are read, with their milestones.",
    default: true,
  }),
  projectUpdates: z.boolean().optional().meta({
    title: "Project updates",
    description: "Whether updates on projects are read.",
    default: true,
  }),
  initiatives: z.boolean().optional().meta({
    title: "Initiatives",
    description: "Whether initiatives are read.",
    default: true,
  }),
  initiativeUpdates: z.boolean().optional().meta({
    title: "Initiative updates",
    description: "Whether updates on initiatives are read.",
    default: true,
  }),
  documents: z.boolean().optional().meta({
    title: "Documents",
    description: "Whether documents are read.",
    default: true,
  }),
  archived: z.boolean().optional().meta({
    title: "Archived things",
    description: "Whether what was archived is read. What is in the bin is never read.",
    default: true,
    advanced: true,
  }),
  apiUrl: apiAddressSchema("apiUrl", LINEAR_API_URL)
    .optional()
    .meta({
      title: "Address of the API",
      description: "Address of the GraphQL endpoint; Linear's own when left out.",
      examples: [LINEAR_API_URL],
      advanced: true,
    }),
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
