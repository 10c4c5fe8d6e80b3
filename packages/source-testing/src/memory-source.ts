import type { FetchResult, PullPage, PullRequest, Source, SourceChange, SourceDefinition } from "@tributary/source";
import { SourceError } from "@tributary/source";
import type { Document, DocumentReference } from "@tributary/validation";
import { z } from "zod";
import type { MemoryStore, StoredEntry } from "./memory-store.ts";
import { memoryWebhook } from "./memory-webhook.ts";

const configSchema = z.strictObject({
  name: z.string().min(1).meta({ title: "Name", description: "Tells one store from another." }),
  pageSize: z.int().positive().default(2).meta({ title: "Page size", description: "Changes on one page." }),
});
const credentialsSchema = z.strictObject({
  token: z.string().min(1).meta({ title: "Token", description: "Any text.", writeOnly: true }),
});

/** What a memory source takes. */
export type MemorySourceConfig = z.infer<typeof configSchema>;

/** How it signs in. */
export type MemorySourceCredentials = z.infer<typeof credentialsSchema>;

/** Position of a pull: since which write, up to which, after which name. A pull that ended keeps `since` only. */
const cursorSchema = z.strictObject({
  since: z.int().nonnegative().nullable(),
  until: z.int().nonnegative(),
  after: z.string().nullable(),
});

/** The smallest source that passes the suite: for the tests of hosts, and to read what the contract asks for. */
export function memorySource(store: MemoryStore): SourceDefinition<MemorySourceConfig, MemorySourceCredentials> {
  return {
    specVersion: "v1",
    id: "memory",
    title: "Memory",
    about: {
      summary: "What a store in memory holds.",
      signIn: ["Give any token."],
      webhook: ["Sign deliveries with any secret."],
    },
    configSchema,
    credentialsSchema,
    key: (config) => config.name,
    create: (config) => createMemorySource(config, store),
  };
}

function createMemorySource(config: MemorySourceConfig, store: MemoryStore): Source {
  const idOf = (name: string) => `memory:${config.name}:entry:${name}`;

  async function reach(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (store.stalled) {
      await new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
      });
    }
    if (store.fault !== null) throw store.fault;
  }

  function change(name: string): SourceChange {
    const entry = store.get(name);
    if (entry === undefined) return { type: "delete", id: idOf(name) };
    if (entry.whole) return { type: "document", document: documentOf(entry, idOf(name)) };
    const reference = { id: idOf(name), version: String(entry.revision), type: "entry", locator: { name } };
    return { type: "reference", reference };
  }

  async function pull({ mode, cursor, changes, signal }: PullRequest): Promise<PullPage> {
    await reach(signal);
    if (changes !== undefined && cursor !== null) {
      return { changes: changes.references.map(change), cursor, hasMore: false };
    }
    const from = cursor === null ? null : parseCursor(cursor);
    const caughtUp = from !== null && from.after === null;
    const since = caughtUp && mode === "full" ? null : (from?.since ?? null);
    const until = from === null || caughtUp ? store.revision() : from.until;
    const after = from?.after ?? "";
    const names = since === null ? store.list().map((entry) => entry.name) : store.changedSince(since);
    const left = names.filter((name) => name > after);
    const page = left.slice(0, config.pageSize);
    const hasMore = left.length > page.length;
    const next = hasMore ? { since, until, after: page.at(-1) ?? null } : { since: until, until, after: null };
    return {
      changes: page.map(change),
      cursor: JSON.stringify(next),
      hasMore,
      ...(!hasMore && since === null && { complete: true as const }),
      total: names.length,
    };
  }

  function fetchOne(reference: DocumentReference): FetchResult {
    const { id } = reference;
    const entry = store.get(id.slice(idOf("").length));
    if (entry === undefined || !id.startsWith(idOf(""))) return { type: "gone", id };
    const version = String(entry.revision);
    if (entry.skip) return { type: "skipped", id, version, reason: entry.skip, message: `${entry.name} is skipped.` };
    if (entry.broken) return { type: "failed", id, error: entry.broken };
    return { type: "document", document: documentOf(entry, id) };
  }

  return {
    webhook: memoryWebhook,
    pull,
    async validate(signal) {
      await reach(signal);
      return { name: config.name, capabilities: [{ name: "entries", available: true }] };
    },
    async *fetch(references, signal) {
      for (const reference of references) {
        await reach(signal);
        yield fetchOne(reference);
      }
    },
  };
}

function documentOf(entry: StoredEntry, id: string): Document {
  const { name, text, revision } = entry;
  return { id, source: "memory", type: "entry", title: name, content: text, format: "text", version: String(revision) };
}

function parseCursor(cursor: string): z.infer<typeof cursorSchema> {
  try {
    return cursorSchema.parse(JSON.parse(cursor));
  } catch (cause) {
    throw new SourceError("cursor-expired", "This is no cursor of the memory source: pull from the beginning.", {
      cause,
    });
  }
}
