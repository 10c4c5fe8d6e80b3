import { SourceError, type SourceErrorCode } from "@tributary/source";
import { memorySource } from "../memory-source.ts";
import { createMemoryStore, type MemoryStore } from "../memory-store.ts";
import { MEMORY_WEBHOOK_MAX_AGE_MS, signMemoryDelivery } from "../memory-webhook.ts";
import type { Fault, SourceSuite } from "../suite.ts";
import type { SourceWorld } from "../world.ts";

const TOKEN = "memory-token-58c1f0e2b7";
const SECRET = "memory-webhook-secret";
const NOW = Date.UTC(2026, 0, 2);

/** A world of entries in memory, with the store it reads. */
export interface MemoryWorld extends SourceWorld {
  readonly store: MemoryStore;
}

/** The suite of the memory source: an example of a complete one, and what the suite itself is tested with. */
export function memorySuite(): SourceSuite<MemoryWorld> {
  return {
    definition: memorySource(createMemoryStore()),
    create: createMemoryWorld,
    deletions: "listed",
    faults: {
      "rate-limited": [failing("rate-limited", { retryAfterMs: 30_000 })],
      timeout: [failing("timeout")],
      unavailable: [failing("unavailable")],
      unauthorized: [failing("unauthorized")],
      forbidden: [failing("forbidden")],
      "not-found": [failing("not-found")],
      "invalid-config": { impossible: "Its configuration is a name, and every name will do." },
      "invalid-response": [failing("invalid-response")],
      "cursor-expired": [
        { name: "a cursor of another source", operations: ["pull"], provoke: async () => ({ cursor: '{"page":7}' }) },
      ],
    },
    webhook: () => ({
      secret: SECRET,
      now: NOW,
      maxAgeMs: MEMORY_WEBHOOK_MAX_AGE_MS,
      examples: [
        {
          name: "an entry changed",
          delivery: signMemoryDelivery({ changed: ["b"] }, SECRET, NOW),
          outcome: { type: "changes", changes: { references: ["b"] } },
          lists: ["memory:world:entry:b"],
        },
        {
          name: "a handshake",
          delivery: signMemoryDelivery({ challenge: "hello" }, SECRET, NOW),
          outcome: { type: "challenge", body: "hello", contentType: "text/plain" },
        },
      ],
    }),
  };
}

async function createMemoryWorld(): Promise<MemoryWorld> {
  const store = createMemoryStore();
  const config = { name: "world", pageSize: 2 };
  const source = () => memorySource(store).create(config, { credentials: { token: TOKEN } });
  const idOf = (name: string) => `memory:world:entry:${name}`;
  for (const name of ["a", "b", "c"]) store.put(name, { text: `Text of ${name}.` });
  store.put("d", { text: "Listed whole.", whole: true });
  store.put("e", { text: "", skip: "empty" });
  store.put("f", { text: "", broken: new SourceError("invalid-response", "Entry f cannot be read.") });

  return {
    store,
    config,
    source,
    documents: ["a", "b", "c", "d"].map(idOf),
    skipped: { [idOf("e")]: "empty" },
    failed: { [idOf("f")]: "invalid-response" },
    secrets: [TOKEN],
    async stalled() {
      store.stalled = true;
      return source();
    },
    async add() {
      store.put("aa", { text: "New." });
      return { changed: [idOf("aa")] };
    },
    async change() {
      store.put("b", { text: "Changed." });
      return { changed: [idOf("b")] };
    },
    async remove() {
      store.remove("c");
      return { removed: [idOf("c")] };
    },
    async dispose() {},
  };
}

function failing(code: SourceErrorCode, options: { retryAfterMs?: number } = {}): Fault<MemoryWorld> {
  return {
    name: `the store answers ${code}`,
    operations: ["validate", "pull", "fetch"],
    async provoke({ store }) {
      store.fault = new SourceError(code, `The store answered ${code}.`, options);
      return {
        ...options,
        async mend() {
          store.fault = null;
        },
      };
    },
  };
}
