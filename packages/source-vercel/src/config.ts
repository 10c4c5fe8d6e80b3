import { createHash } from "node:crypto";
import { z } from "zod";

/** Where Vercel's API is when the configuration does not say (vercel.com/docs/rest-api). */
export const VERCEL_API_URL = "https://api.vercel.com";

/** Most projects one configuration names: each has its deployments listed by itself. */
const PROJECTS_MAX = 50;

/** What to sync of which team. */
export const vercelSourceConfigSchema = z.strictObject({
  /** The team's id. Every account has one: a personal account is a team of the Hobby plan. */
  team: z
    .string()
    .regex(/^team_\w{1,60}$/, "team is an id such as team_a1b2c3: see Settings, General, Team ID on vercel.com"),
  /** Names or ids of the projects to read; every project the token sees when absent. */
  projects: z
    .array(
      z.string().regex(/^[\w.-]{1,100}$/, "a project is named by its name or its id, such as website or prj_a1b2c3"),
    )
    .min(1, "name a project, or leave projects out to read every project")
    .max(PROJECTS_MAX)
    .optional(),
  /** Deployments created before this day, such as `2026-01-31`, are not read; all of them are when absent. */
  since: z.iso.date("since is a day such as 2026-01-31").optional(),
  /** Whether to read deployments; true when absent. */
  deployments: z.boolean().optional(),
  /** Whether to read the build logs of deployments; true when absent. */
  logs: z.boolean().optional(),
  /** Whether to read the names of environment variables, never their values; true when absent. */
  environment: z.boolean().optional(),
  /** Address of the API; Vercel's own when absent. */
  apiUrl: z
    .url({ protocol: /^https?$/, error: `apiUrl is an address such as ${VERCEL_API_URL}` })
    .refine((url) => new URL(url).username === "" && new URL(url).password === "", "apiUrl must not carry credentials")
    .optional(),
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
