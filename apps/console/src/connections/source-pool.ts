import { hash } from "node:crypto";
import { type CredentialVault, type Database, sources } from "@tributary/database";
import { type Source, SourceError, type SourceLogger } from "@tributary/source";
import type { z } from "zod";
import { sourceKinds } from "../sources.ts";

/** Open sources kept for the next step; the one used longest ago is closed when another is opened. */
const KEPT_OPEN = 16;

/** Budgets kept; far more than there are sources in use at the same time. */
const KEPT_BUDGETS = 256;

/** Sources ready for use, kept open between steps so that their helper processes and caches live through a sync. */
export interface SourcePool {
  /** Throws SourceError `not-found` when the workspace has no such source, `invalid-config` when it cannot be built. */
  open(workspaceId: string, sourceId: string): Promise<Source>;
  /** Closes a source that is not to be used again, with the credentials it holds. */
  forget(sourceId: string): Promise<void>;
  close(): Promise<void>;
}

/** Builds a pool over the sources the database knows. */
export function createSourcePool(given: {
  readonly database: Database;
  readonly credentials: CredentialVault;
  readonly logger: SourceLogger;
  /** What a source asks its provider with; the global fetch unless given. */
  readonly fetchFor?: (source: { readonly workspaceId: string; readonly kind: string }) => typeof globalThis.fetch;
}): SourcePool {
  const { database, credentials, logger, fetchFor } = given;
  const budgets = createBudgets();
  const opened = new Map<string, { readonly settings: string; readonly source: Source }>();
  const forget = async (sourceId: string) => {
    const kept = opened.get(sourceId);
    opened.delete(sourceId);
    await kept?.source.close?.();
  };
  return {
    forget,
    async open(workspaceId, sourceId) {
      const row = await sources.get(database, workspaceId, sourceId);
      if (!row) throw new SourceError("not-found", `Source ${sourceId} does not exist: connect it first.`);
      if (row.status === "archived") {
        await forget(sourceId);
        throw new SourceError("not-found", `Source ${sourceId} is disconnected: restore it first.`);
      }
      const signIn = await credentials.read(database, { workspaceId, sourceId });
      // A hash, so that credentials stay nowhere longer than the source itself keeps them.
      const settings = hash("sha256", JSON.stringify([row.config, signIn]));
      const kept = opened.get(sourceId);
      opened.delete(sourceId);
      if (kept?.settings === settings) {
        opened.set(sourceId, kept);
        return kept.source;
      }
      await kept?.source.close?.();
      const { kind, config } = row;
      const fetch = fetchFor?.({ workspaceId, kind });
      const budget = budgets.of(kind, signIn);
      const source = buildSource({ kind, config, credentials: signIn, logger, budget, ...(fetch && { fetch }) });
      opened.set(sourceId, { settings, source });
      const [oldest] = opened.keys();
      if (opened.size > KEPT_OPEN && oldest !== undefined) {
        await opened.get(oldest)?.source.close?.();
        opened.delete(oldest);
      }
      return source;
    },
    async close() {
      await Promise.all([...opened.values()].map(({ source }) => source.close?.()));
      opened.clear();
    },
  };
}

/** Budgets by credential: what one source learns of a provider's limits, every source that signs in the same way knows. */
function createBudgets() {
  const budgets = new Map<string, unknown>();
  return {
    of(kind: string, signIn: unknown): unknown {
      const create = sourceKinds.get(kind)?.createBudget;
      if (!create) return undefined;
      const key = hash("sha256", JSON.stringify([kind, signIn]));
      const budget = budgets.get(key) ?? create();
      budgets.delete(key);
      budgets.set(key, budget);
      const [oldest] = budgets.keys();
      if (budgets.size > KEPT_BUDGETS && oldest !== undefined) budgets.delete(oldest);
      return budget;
    },
  };
}

/**
 * Builds a source from what is stored of it, or given to connect it. Throws SourceError `invalid-config` for a kind the
 * console does not know, and for a configuration or credentials that do not fit; their values are never in the message.
 */
export function buildSource(given: {
  readonly kind: string;
  readonly config: unknown;
  readonly credentials: unknown;
  readonly logger: SourceLogger;
  /** What it shares with the sources of the same credential. */
  readonly budget?: unknown;
  readonly fetch?: typeof globalThis.fetch;
}): Source {
  const { kind, logger, budget, fetch } = given;
  const definition = sourceKinds.get(kind)?.definition;
  if (!definition) {
    const known = [...sourceKinds.keys()].join(", ");
    throw new SourceError("invalid-config", `There is no source kind "${kind}": this console knows ${known}.`);
  }
  const config = definition.configSchema.safeParse(given.config);
  if (!config.success) throw unfit("config", config.error);
  const credentials = definition.credentialsSchema.safeParse(given.credentials);
  // A budget is the kind's own affair: the contract knows nothing of it.
  const extras = { ...(budget !== undefined && { budget }), ...(fetch && { fetch }) };
  if (credentials.success) return definition.create(config.data, { credentials: credentials.data, logger, ...extras });
  if (given.credentials !== null) throw unfit("credentials", credentials.error);
  throw new SourceError("invalid-config", `A ${definition.title} source needs credentials to sign in with.`);
}

function unfit(part: string, error: z.ZodError): SourceError {
  const issues = error.issues.map(({ path, message }) => `${[part, ...path].join(".")}: ${message}`);
  return new SourceError("invalid-config", `${issues.join("; ")}.`);
}
