import { hash } from "node:crypto";
import { type CredentialVault, type Database, type WebhookReceiver, webhookSecrets } from "@tributary/database";
import { SourceError, type SourceLogger, type SourceWebhook } from "@tributary/source";
import { buildSource } from "../connections/source-pool.ts";

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
  /** The sources a delivery may be for, looked up after this was asked: what a refusal rests on. */
  receivers(filter: ReceiverFilter): Promise<WebhookReceiver[]>;
  /** The same as it was at most half a second ago: a secret that was taken back is believed no longer. */
  recentReceivers(filter: ReceiverFilter): Promise<WebhookReceiver[]>;
  /** To be called when sources or their secrets have changed: nothing that was looked up before is believed any more. */
  forget(): void;
}

/** Which sources a delivery may be for: those of a kind, or one of them. */
export interface ReceiverFilter {
  readonly kind: string;
  readonly sourceId: string | undefined;
}

const refuseToFetch = async (): Promise<never> => {
  throw new SourceError("unavailable", "A webhook is read without asking the provider.");
};

/** How long what was looked up is believed, in milliseconds; other consoles and the workflows change it too. */
const BELIEVED_MS = 500;

/** Makes the readers; each is built once for a configuration. `now` is a clock in milliseconds that never goes back. */
export function createWebhookReaders(given: {
  readonly database: Database;
  readonly credentials: CredentialVault;
  readonly logger: SourceLogger;
  readonly now?: () => number;
}): WebhookReaders {
  const { database, credentials: vault, logger } = given;
  const readers = new Map<string, { readonly settings: string; readonly webhook: SourceWebhook | null }>();
  const lookups = createLookups({
    now: given.now ?? (() => performance.now()),
    run: (filter) => webhookSecrets.receivers(database, vault, filter),
  });
  return {
    receivers: lookups.fresh,
    recentReceivers: lookups.recent,
    forget: lookups.forget,
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

interface Lookup {
  readonly startedAt: number;
  readonly answer: Promise<WebhookReceiver[]>;
}

/** Lookups of receivers, shared by the deliveries that ask for the same. */
function createLookups(given: {
  readonly now: () => number;
  readonly run: (filter: ReceiverFilter) => Promise<WebhookReceiver[]>;
}) {
  const { now, run } = given;
  /** The newest of each, running or done; none is kept longer than it is believed. */
  let newest = new Map<string, Lookup>();
  /** What begins when the one that runs has ended. */
  let next = new Map<string, Promise<WebhookReceiver[]>>();
  const running = new Set<Lookup>();
  const keyOf = ({ kind, sourceId }: ReceiverFilter) => JSON.stringify([kind, sourceId]);

  const start = (key: string, filter: ReceiverFilter): Promise<WebhookReceiver[]> => {
    const lookups = newest;
    const lookup: Lookup = { startedAt: now(), answer: run(filter) };
    lookups.set(key, lookup);
    running.add(lookup);
    const drop = () => {
      if (lookups.get(key) === lookup) lookups.delete(key);
    };
    lookup.answer
      .then((found) => (found.length > 0 ? void setTimeout(drop, BELIEVED_MS).unref() : drop()), drop)
      .finally(() => running.delete(lookup));
    return lookup.answer;
  };

  const fresh = (filter: ReceiverFilter): Promise<WebhookReceiver[]> => {
    const key = keyOf(filter);
    const planned = next.get(key);
    if (planned) return planned;
    const current = newest.get(key);
    if (!current || !running.has(current)) return start(key, filter);
    const plans = next;
    const later = current.answer
      .catch(() => {})
      .then(() => {
        plans.delete(key);
        return start(key, filter);
      });
    plans.set(key, later);
    return later;
  };

  return {
    fresh,
    recent(filter: ReceiverFilter): Promise<WebhookReceiver[]> {
      const known = newest.get(keyOf(filter));
      return known && now() - known.startedAt < BELIEVED_MS ? known.answer : fresh(filter);
    },
    forget() {
      newest = new Map();
      next = new Map();
    },
  };
}
