import { hash } from "node:crypto";
import { type CredentialVault, type Database, type WebhookReceiver, webhookSecrets } from "@tributary/database";
import { SourceError, type SourceLogger, type SourceWebhook } from "@tributary/source";
import { buildSource } from "../source-pool.ts";

/** Readers kept: one is a source that never asks anything. */
const KEPT = 1_000;

/** What reads the webhooks of sources: verifies and parses deliveries without reaching the provider. */
export interface WebhookReaders {
  /** Null when the kind has no webhooks. Throws SourceError `invalid-config` when the source cannot be built. */
  of(source: {
    readonly workspaceId: string;
    readonly sourceId: string;
    readonly kind: string;
    readonly config: unknown;
  }): Promise<SourceWebhook | null>;
  /** The sources a delivery may be for. Deliveries that arrive while that is being looked up share the answer. */
  receivers(filter: { readonly kind: string; readonly sourceId: string | undefined }): Promise<WebhookReceiver[]>;
}

const refuseToFetch = async (): Promise<never> => {
  throw new SourceError("unavailable", "A webhook is read without asking the provider.");
};

/** Makes the readers; each is built once for a configuration. */
export function createWebhookReaders(given: {
  readonly database: Database;
  readonly credentials: CredentialVault;
  readonly logger: SourceLogger;
}): WebhookReaders {
  const { database, credentials: vault, logger } = given;
  const readers = new Map<string, { readonly settings: string; readonly webhook: SourceWebhook | null }>();
  const lookups = new Map<string, Promise<WebhookReceiver[]>>();
  return {
    receivers(filter) {
      const key = JSON.stringify([filter.kind, filter.sourceId]);
      const running = lookups.get(key);
      if (running) return running;
      const lookup = webhookSecrets.receivers(database, vault, filter).finally(() => lookups.delete(key));
      lookups.set(key, lookup);
      return lookup;
    },
    async of({ workspaceId, sourceId, kind, config }) {
      const settings = hash("sha256", JSON.stringify([kind, config]));
      const kept = readers.get(sourceId);
      if (kept?.settings === settings) return kept.webhook;
      const credentials = await vault.read(database, { workspaceId, sourceId });
      const { webhook = null } = buildSource({ kind, config, credentials, logger, fetch: refuseToFetch });
      readers.delete(sourceId);
      readers.set(sourceId, { settings, webhook });
      const [oldest] = readers.keys();
      if (readers.size > KEPT && oldest !== undefined) readers.delete(oldest);
      return webhook;
    },
  };
}
