import { createHash } from "node:crypto";
import { apiAddressSchema } from "@tributary/source";
import { z } from "zod";

/** Where Vercel's API is when the configuration does not say (vercel.com/docs/rest-api). */
export const VERCEL_API_URL = "https://api.vercel.com";

/** Most projects one configuration names: each has its deployments listed by itself. */
const PROJECTS_MAX = 50;

/** What to sync of which team. */
export const vercelSourceConfigSchema = z.strictObject({
  team: z
    .string()
    .regex(/^team_\w{1,60}$/, "team is an id such as team_a1b2c3: see Settings, General, Team ID on vercel.com")
    .meta({
      title: "Team id",
      description:
        "On vercel.com under Settings, General, Team ID. Every account has one: a personal account is a team of the Hobby plan.",
      examples: ["team_a1b2c3"],
    }),
  projects: z
    .array(
      z.string().regex(/^[\w.-]{1,100}$/, "a project is named by its name or its id, such as website or prj_a1b2c3"),
    )
    .min(1, "name a project, or leave projects out to read every project")
    .max(PROJECTS_MAX)
    .optional()
    .meta({
      title: "Projects",
      description: "Names or ids of the projects to read; every project the token sees when left out.",
      examples: [["website"]],
    }),
  deployments: z.boolean().optional().meta({
    title: "Deployments",
    description: "Whether deployments are read.",
    default: true,
  }),
  logs: z.boolean().optional().meta({
    title: "Build logs",
    description: "Whether the build logs of deployments are read.",
    default: true,
  }),
  environment: z.boolean().optional().meta({
    title: "Environment variables",
    description: "Whether the names of environment variables are read, never their values.",
    default: true,
  }),
  since: z.iso
    .date("since is a day such as 2026-01-31")
    .optional()
    .meta({
      title: "Since",
      description: "Deployments created before this day are not read; all of them are when left out.",
      examples: ["2026-01-31"],
      advanced: true,
    }),
  apiUrl: apiAddressSchema("apiUrl", VERCEL_API_URL)
    .optional()
    .meta({
      title: "Address of the API",
      description: "Address of the API; Vercel's own when left out.",
      examples: [VERCEL_API_URL],
      advanced: true,
    }),
});
export type VercelSourceConfig = z.infer<typeof vercelSourceConfigSchema>;

/** Changes whenever what a configuration lists does. */
export function configFingerprint(config: VercelSourceConfig): string {
  const { projects = [], apiUrl: _address, ...rest } = config;
  const parts = JSON.stringify([
    [...projects].sort(),
    Object.entries(rest).sort(([one], [other]) => (one < other ? -1 : 1)),
  ]);
  return createHash("sha256").update(parts).digest("hex").slice(0, 12);
}
