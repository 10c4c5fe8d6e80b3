import { resolve } from "node:path";
import type { SourceDefinition } from "@tributary/source";
import { z } from "zod";
import { gitAbout } from "./about.ts";
import { type GitSourceConfig, gitSourceConfigSchema } from "./config.ts";
import { locateRepository } from "./locate.ts";
import { createGitSource } from "./source.ts";

/** Git repositories on this machine need no credentials. */
export type GitSourceCredentials = null | Record<string, never>;

const credentialsSchema: z.ZodType<GitSourceCredentials> = z.union([z.null(), z.strictObject({})]);

/** The git source for hosts. Its key is the repository's real path, or the path as given while there is none. */
export const gitSource: SourceDefinition<GitSourceConfig, GitSourceCredentials> = {
  specVersion: "v1",
  id: "git",
  title: "Git",
  about: gitAbout,
  configSchema: gitSourceConfigSchema,
  credentialsSchema,
  key(config) {
    try {
      return locateRepository(config.path)?.root ?? resolve(config.path);
    } catch {
      return resolve(config.path);
    }
  },
  create: (config, deps) => createGitSource(config, deps.logger === undefined ? {} : { logger: deps.logger }),
};
