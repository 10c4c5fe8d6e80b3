import { type Namespace, VectorStoreError } from "@tributary/vector-store";
import type { PineconeNamespace } from "@tributary/vendor-pinecone";
import { awaitVisible, type FreshnessOptions } from "./freshness.ts";
import { systemProbe, systemVector } from "./system-records.ts";

/** Remembers which namespaces exist and of how many dimensions: Pinecone itself forgets a namespace without records. */
export interface NamespaceRegistry {
  /** Null when nobody made the namespace. */
  find(code: string): Promise<number | null>;
  /** Makes it when missing; throws `dimension-mismatch` when it has another number of dimensions. */
  ensure(code: string, namespace: Namespace, dimensions: number): Promise<void>;
}

/** Keeps its notes as records of a namespace of its own, which is null while the index is missing. */
export function createNamespaceRegistry(
  notes: { find(): Promise<PineconeNamespace | null>; ensure(): Promise<PineconeNamespace> },
  freshness: FreshnessOptions,
): NamespaceRegistry {
  const known = new Map<string, number>();
  const making = new Map<string, Promise<void>>();

  async function find(code: string): Promise<number | null> {
    const dimensions = known.get(code);
    if (dimensions !== undefined) return dimensions;
    const records = await (await notes.find())?.fetch([idOf(code)]);
    const noted = records?.get(idOf(code))?.metadata?.dimensions;
    if (typeof noted !== "number") return null;
    known.set(code, noted);
    return noted;
  }

  async function make(code: string, namespace: Namespace, dimensions: number): Promise<void> {
    const existing = await find(code);
    if (existing === null) {
      const place = await notes.ensure();
      const metadata = { dimensions, namespace: namespace.slice(0, 1_000).toWellFormed() };
      const written = await place.upsert([{ id: idOf(code), sparseValues: systemVector, metadata }]);
      await awaitVisible(place, systemProbe, written, freshness);
      known.set(code, dimensions);
    } else if (existing !== dimensions) {
      throw new VectorStoreError(
        "dimension-mismatch",
        `The namespace ${JSON.stringify(namespace)} has ${existing} dimensions, not ${dimensions}: give each embedding model a namespace of its own.`,
      );
    }
  }

  return {
    find,
    ensure(code, namespace, dimensions) {
      const before = making.get(code) ?? Promise.resolve();
      const made = before.catch(() => undefined).then(() => make(code, namespace, dimensions));
      making.set(code, made);
      const done = () => void (making.get(code) === made && making.delete(code));
      made.then(done, done);
      return made;
    },
  };
}

function idOf(code: string): string {
  return `namespace~${code}`;
}
