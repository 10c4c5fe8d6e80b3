import { createDocumentIds, type DocumentIds } from "@tributary/source";
import { createClient, type VercelClient } from "./api/client.ts";
import { configFingerprint, type VercelSourceConfig } from "./config.ts";
import type { VercelSourceDeps } from "./deps.ts";

/** How old a complete listing may be unless told otherwise, in milliseconds: one a day finds what left no trace. */
const DEFAULT_CENSUS_EVERY_MS = 86_400_000;

/** Changes on one page of a pull unless told otherwise: three lists of deployments or so. */
const DEFAULT_PAGE_SIZE = 250;

/** The kinds of things that become documents. */
export const kinds = ["project", "deployment"] as const;
export type Kind = (typeof kinds)[number];

/** What every call of one source works with. Holds nothing that changes. */
export interface VercelContext extends DocumentIds<Kind> {
  readonly config: VercelSourceConfig;
  readonly client: VercelClient;
  readonly fingerprint: string;
  /** Changes after which a page of a pull is full. */
  readonly pageSize: number;
  readonly censusEveryMs: number;
  readonly logger: VercelSourceDeps["logger"];
  now(): number;
}

/** Makes the context of a source. */
export function createContext(config: VercelSourceConfig, deps: VercelSourceDeps): VercelContext {
  return {
    config,
    client: createClient(config, deps),
    fingerprint: configFingerprint(config),
    pageSize: Math.max(1, deps.pageSize ?? DEFAULT_PAGE_SIZE),
    censusEveryMs: deps.censusEveryMs ?? DEFAULT_CENSUS_EVERY_MS,
    logger: deps.logger,
    now: deps.now ?? Date.now,
    ...createDocumentIds(`vercel:${config.team}:`, kinds, /^\w{1,80}$/),
  };
}
