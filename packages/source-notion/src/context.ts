import { createDocumentIds, type DocumentIds } from "@tributary/source";
import { createClient, type NotionClient } from "./api/client.ts";
import { createUsers, type NotionUsers } from "./api/users.ts";
import { configFingerprint, type NotionSourceConfig } from "./config.ts";
import type { NotionSourceDeps } from "./deps.ts";

/** How old a complete listing may be unless told otherwise, in milliseconds: one a day finds what left no trace. */
const DEFAULT_CENSUS_EVERY_MS = 86_400_000;

/** Changes on one page of a pull unless told otherwise: three lists of Notion's. */
const DEFAULT_PAGE_SIZE = 300;

/** The kinds of things that become documents. */
export const kinds = ["page", "table"] as const;
export type Kind = (typeof kinds)[number];

/** What every call of one source works with. Holds nothing that changes but names of people. */
export interface NotionContext extends DocumentIds<Kind> {
  readonly config: NotionSourceConfig;
  readonly fingerprint: string;
  readonly users: NotionUsers;
  /** Changes after which a page of a pull is full. */
  readonly pageSize: number;
  readonly censusEveryMs: number;
  readonly logger: NotionSourceDeps["logger"];
  now(): number;
  /** What one call asks Notion with. */
  connect(signal: AbortSignal | undefined): NotionClient;
}

/** Makes the context of a source. */
export function createContext(config: NotionSourceConfig, deps: NotionSourceDeps): NotionContext {
  const now = deps.now ?? Date.now;
  return {
    config,
    fingerprint: configFingerprint(config),
    users: createUsers(now),
    pageSize: Math.max(1, deps.pageSize ?? DEFAULT_PAGE_SIZE),
    censusEveryMs: deps.censusEveryMs ?? DEFAULT_CENSUS_EVERY_MS,
    logger: deps.logger,
    now,
    connect: (signal) => createClient(config, deps, signal),
    ...createDocumentIds(`notion:${config.workspace}:`, kinds, /^[0-9a-f-]{36}$/),
  };
}
