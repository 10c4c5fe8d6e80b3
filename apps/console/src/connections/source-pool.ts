import { hash } from "node:crypto";
import { type CredentialVault, type Database, sources } from "@tributary/database";
import { type Source, SourceError, type SourceLogger } from "@tributary/source";
import type { z } from "zod";
import { sourceKinds } from "../sources.ts";
import { type CredentialBudget, createBudgets } from "./budgets.ts";

/** Open sources kept for the next step; the one used longest ago is closed when another is opened. */
const KEPT_OPEN = 16;

/** Sources ready for use, kept open between steps so that their helper processes and caches live through a sync. */
export interface SourcePool {
  /** Throws SourceError `not-found` when the workspace has no such source, `invalid-config` when it cannot be built. */
  open(workspaceId: string, sourceId: string): Promise<Source>;
  /** Closes a source that is not to be used again, with the credentials it holds. */
  forget(sourceId: string): Promise<void>;
  /** What providers last said of the limits of each credential. */
  budgets(): readonly CredentialBudget[];
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
    budgets.forget(sourceId);
    await kept?.source.close?.();
  };
  return {
    forget,
    budgets: () => budgets.read(),
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
      const budget = budgets.of({ workspaceId, sourceId, kind, credentials: signIn });
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
