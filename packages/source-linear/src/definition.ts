import type { SourceDefinition } from "@tributary/source";
import { linearAbout } from "./about.ts";
import { LINEAR_API_URL, type LinearSourceConfig, linearSourceConfigSchema } from "./config.ts";
import { type LinearCredentials, linearCredentialsSchema } from "./credentials.ts";
import { createLinearSource } from "./source.ts";

/** The Linear source for hosts. Its key is the workspace, the teams when some are named, and the server when it is not Linear's own. */
export const linearSource: SourceDefinition<LinearSourceConfig, LinearCredentials> = {
  specVersion: "v1",
  id: "linear",
  title: "Linear",
  about: linearAbout,
  configSchema: linearSourceConfigSchema,
  credentialsSchema: linearCredentialsSchema,
  key({ workspace, teams, apiUrl = LINEAR_API_URL }) {
    const server = apiUrl === LINEAR_API_URL ? "" : `${apiUrl}#`;
    return `${server}${workspace}${teams === undefined ? "" : `/${[...teams].sort().join(",")}`}`;
  },
  create: createLinearSource,
};
