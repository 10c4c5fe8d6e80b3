import { createFakeFaults, type FakeFault } from "./fake-faults.ts";
import type { FakeIndex } from "./fake-index.ts";
import { type FakeLimits, pineconeLimits } from "./fake-limits.ts";
import type { FakeConsistency } from "./fake-namespace.ts";
import { createFakeFetch, startFakeServer } from "./fake-server.ts";
import { createFakeService, type FakeRequestNote } from "./fake-service.ts";

/** How a fake behaves. */
export interface PineconeFakeOptions {
  /** The one key it takes; `fake-key` unless given. */
  readonly apiKey?: string;
  /** When writes become visible; at once unless given. */
  readonly consistency?: FakeConsistency;
  /** Milliseconds a new index takes to get ready; 0 unless given. */
  readonly readyDelayMs?: number;
  /** Limits other than those of Pinecone's Standard plan. */
  readonly limits?: Partial<FakeLimits>;
}

/** A Pinecone on this machine. */
export interface PineconeFake {
  /** Address of its control plane over HTTP, for `controlUrl`. */
  readonly url: string;
  readonly apiKey: string;
  /** Reaches it without a socket, at the same addresses. */
  readonly fetch: typeof globalThis.fetch;
  /** Every request so far, in the order of their answers. */
  readonly requests: readonly FakeRequestNote[];
  /** Makes requests to come go wrong. */
  inject(fault: FakeFault): void;
  clearFaults(): void;
  setConsistency(consistency: FakeConsistency): void;
  /** Makes every write visible. */
  settle(): void;
  /** Ids readers see in all namespaces of an index. */
  recordIds(index: string): readonly string[];
  close(): Promise<void>;
}

/**
 * Starts a stateful Pinecone on a loopback port: real vectors and distances, the published limits, eventual consistency
 * and faults on demand. Every index answers under its own path of the same address.
 */
export async function startPineconeFake(options: PineconeFakeOptions = {}): Promise<PineconeFake> {
  const { apiKey = "fake-key", readyDelayMs = 0 } = options;
  const indexes = new Map<string, FakeIndex>();
  const faults = createFakeFaults();
  const requests: FakeRequestNote[] = [];
  let consistency = options.consistency ?? {};
  let url = "";
  const service = createFakeService({
    apiKey,
    readyDelayMs,
    indexes,
    faults,
    limits: { ...pineconeLimits, ...options.limits },
    consistency: () => consistency,
    now: () => performance.now(),
    note: (request) => requests.push(request),
    url: () => url,
  });
  const server = await startFakeServer(service);
  url = server.url;
  return {
    url,
    apiKey,
    fetch: createFakeFetch(service),
    requests,
    inject: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    setConsistency(changed) {
      consistency = changed;
    },
    settle() {
      for (const { namespaces } of indexes.values()) for (const namespace of namespaces.values()) namespace.settle();
    },
    recordIds: (name) =>
      [...(indexes.get(name)?.namespaces.values() ?? [])].flatMap((namespace) => [...namespace.read().records.keys()]),
    close: () => server.close(),
  };
}
