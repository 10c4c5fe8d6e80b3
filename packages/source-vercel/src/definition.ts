import type { SourceDefinition } from "@tributary/source";
import { vercelAbout } from "./about.ts";
import { VERCEL_API_URL, type VercelSourceConfig, vercelSourceConfigSchema } from "./config.ts";
import { type VercelCredentials, vercelCredentialsSchema } from "./credentials.ts";
import { createVercelSource } from "./source.ts";

/** The Vercel source for hosts. Its key is the team, the projects when some are named, and the server when it is not Vercel's own. */
export const vercelSource: SourceDefinition<VercelSourceConfig, VercelCredentials> = {
  specVersion: "v1",
  id: "vercel",
  title: "Vercel",
  about: vercelAbout,
  configSchema: vercelSourceConfigSchema,
  credentialsSchema: vercelCredentialsSchema,
  key({ team, projects, apiUrl = VERCEL_API_URL }) {
    const server = apiUrl === VERCEL_API_URL ? "" : `${apiUrl}#`;
    return `${server}${team}${projects === undefined ? "" : `/${[...projects].sort().join(",")}`}`;
  },
  create: createVercelSource,
};
