import { createDocumentIds, type DocumentIds } from "@tributary/source";
import { createClient, type LinearClient } from "./api/client.ts";
import { configFingerprint, type LinearSourceConfig } from "./config.ts";
import type { LinearSourceDeps } from "./deps.ts";
import { type Kind, type KindName, kindNames } from "./kinds/kind.ts";

/** How old a complete listing may be unless told otherwise, in milliseconds: one a day finds what left no trace. */
const DEFAULT_CENSUS_EVERY_MS = 86_400_000;

/** Changes on one page of a pull unless told otherwise: six requests or so. */
const DEFAULT_PAGE_SIZE = 250;

/** What every call of one source works with. Holds nothing that changes. */
export interface LinearContext extends DocumentIds<KindName> {
  readonly config: LinearSourceConfig;
  readonly client: LinearClient;
  readonly fingerprint: string;
  /** Changes after which a page of a pull is full. */
  readonly pageSize: number;
  readonly censusEveryMs: number;
  readonly logger: LinearSourceDeps["logger"];
  now(): number;
}

/** Makes the context of a source. */
export function createContext(config: LinearSourceConfig, deps: LinearSourceDeps): LinearContext {
  return {
    config,
    client: createClient(config, deps),
    fingerprint: configFingerprint(config),
    pageSize: Math.max(1, deps.pageSize ?? DEFAULT_PAGE_SIZE),
    censusEveryMs: deps.censusEveryMs ?? DEFAULT_CENSUS_EVERY_MS,
    logger: deps.logger,
    now: deps.now ?? Date.now,
    ...createDocumentIds(`linear:${config.workspace}:`, kindNames, /^[\w-]{1,64}$/),
  };
}

/** The filter of a kind: what is asked for, and of which teams. */
export function filterOf(kind: Kind, config: LinearSourceConfig, ...conditions: readonly object[]): object {
  const all = config.teams === undefined ? conditions : [...conditions, kind.ofTeams(config.teams)];
  return all.length === 1 ? (all[0] ?? {}) : { and: all };
}
