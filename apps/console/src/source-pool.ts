import { hash } from "node:crypto";
import { type CredentialVault, type Database, sources } from "@tributary/database";
import { type Source, SourceError, type SourceLogger } from "@tributary/source";
import type { z } from "zod";
import { sourceDefinitions } from "./sources.ts";

/** Open sources kept for the next step; the one used longest ago is closed when another is opened. */
const KEPT_OPEN = 16;

/** Sources ready for use, kept open between steps so that their helper processes and caches live through a sync. */
export interface SourcePool {
  /** Throws SourceError `not-found` when the workspace has no such source, `invalid-config` when it cannot be built. */
  open(workspaceId: string, sourceId: string): Promise<Source>;
  close(): Promise<void>;
}

/** Builds a pool over the sources the database knows. */
export function createSourcePool(given: {
  readonly database: Database;
  readonly credentials: CredentialVault;
  readonly logger: SourceLogger;
}): SourcePool {
  const { database, credentials, logger } = given;
  const opened = new Map<string, { readonly settings: string; readonly source: Source }>();
  return {
    async open(workspaceId, sourceId) {
      const row = await sources.get(database, workspaceId, sourceId);
      if (!row) throw new SourceError("not-found", `Source ${sourceId} does not exist: connect it first.`);
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
      const source = buildSource({ kind: row.kind, config: row.config, credentials: signIn, logger });
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
}): Source {
  const { kind, logger } = given;
  const definition = sourceDefinitions.get(kind);
  if (!definition) {
    const known = [...sourceDefinitions.keys()].join(", ");
    throw new SourceError("invalid-config", `There is no source kind "${kind}": this console knows ${known}.`);
  }
  const config = definition.configSchema.safeParse(given.config);
  if (!config.success) throw unfit("config", config.error);
  const credentials = definition.credentialsSchema.safeParse(given.credentials);
  if (credentials.success) return definition.create(config.data, { credentials: credentials.data, logger });
  if (given.credentials !== null) throw unfit("credentials", credentials.error);
  throw new SourceError("invalid-config", `A ${definition.title} source needs credentials to sign in with.`);
}

function unfit(part: string, error: z.ZodError): SourceError {
  const issues = error.issues.map(({ path, message }) => `${[part, ...path].join(".")}: ${message}`);
  return new SourceError("invalid-config", `${issues.join("; ")}.`);
}
