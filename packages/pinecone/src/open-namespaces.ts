import { type Namespace, VectorStoreError } from "@tributary/vector-store";
import type { PineconeClient, PineconeNamespace } from "@tributary/vendor-pinecone";
import { createDocumentLocks } from "./document-locks.ts";
import type { FreshnessOptions } from "./freshness.ts";
import type { IndexDirectory } from "./index-directory.ts";
import type { NamespaceContext } from "./namespace-context.ts";
import type { NamespaceNames } from "./namespace-name.ts";
import { createNamespaceReader, type NamespaceReader } from "./namespace-reader.ts";
import { createNamespaceRegistry } from "./namespace-registry.ts";
import { createNamespaceWriter, type NamespaceWriter } from "./namespace-writer.ts";
import { createStatisticsKeeper, type StatisticsKeeper } from "./statistics-keeper.ts";
import { systemProbe } from "./system-records.ts";
import { createVisibility } from "./visibility.ts";

/** One namespace, open. */
export interface OpenNamespace {
  readonly dimensions: number;
  readonly reader: NamespaceReader;
  readonly writer: NamespaceWriter;
  readonly statistics: StatisticsKeeper;
}

/** The namespaces of a store. */
export interface OpenNamespaces {
  ensure(namespace: Namespace, dimensions: number): Promise<void>;
  /** Throws `not-found` for one nobody made. */
  open(namespace: Namespace): Promise<OpenNamespace>;
  /** Those opened so far. */
  opened(): Promise<readonly OpenNamespace[]>;
}

/** What namespaces are opened with. */
export interface OpenNamespacesOptions
  extends Pick<NamespaceContext, "freshness" | "nextVersion" | "removal" | "onTrim"> {
  readonly client: PineconeClient;
  readonly indexes: IndexDirectory;
  readonly names: NamespaceNames;
  readonly freshness: FreshnessOptions;
}

/** Opens each namespace once. */
export function createOpenNamespaces(options: OpenNamespacesOptions): OpenNamespaces {
  const { client, indexes, names, freshness } = options;
  const open = new Map<string, Promise<OpenNamespace>>();

  const notesAt = (host: string): PineconeNamespace => client.namespace(host, names.system);
  const notes = {
    find: () => indexes.find(null).then((host) => (host === null ? null : notesAt(host))),
    ensure: () => indexes.ensure(null).then(notesAt),
  };
  const registry = createNamespaceRegistry(notes, freshness);

  async function openNamespace(code: string, namespace: Namespace): Promise<OpenNamespace> {
    const dimensions = await registry.find(code);
    if (dimensions === null) {
      throw new VectorStoreError(
        "not-found",
        `There is no namespace ${JSON.stringify(namespace)}: call ensure() first.`,
      );
    }
    const [denseHost, lexicalHost] = await Promise.all([indexes.ensure(dimensions), indexes.ensure(null)]);
    const statistics = createStatisticsKeeper(notesAt(lexicalHost), `terms~${code}~`, freshness.now);
    const vector = Array.from({ length: dimensions }, (_, index) => (index === 0 ? 1 : 0));
    const context: NamespaceContext = {
      ...options,
      namespace,
      dimensions,
      statistics,
      dense: { place: client.namespace(denseHost, names.nameOf(code)), probe: { topK: 1, vector } },
      lexical: { place: client.namespace(lexicalHost, names.nameOf(code)), probe: systemProbe },
      visibility: createVisibility(),
      locks: createDocumentLocks(),
    };
    return {
      dimensions,
      statistics,
      reader: createNamespaceReader(context),
      writer: createNamespaceWriter(context),
    };
  }

  return {
    async ensure(namespace, dimensions) {
      const code = names.codeOf(namespace);
      // An index costs money: none is made for a namespace that turns out to have other dimensions.
      const existing = await registry.find(code);
      if (existing === null || existing === dimensions) {
        await Promise.all([indexes.ensure(dimensions), indexes.ensure(null)]);
      }
      await registry.ensure(code, namespace, dimensions);
    },

    async open(namespace) {
      const code = names.codeOf(namespace);
      const known = open.get(code);
      if (known !== undefined) return known;
      const opening = openNamespace(code, namespace);
      open.set(code, opening);
      opening.catch(() => open.delete(code));
      return opening;
    },

    async opened() {
      const settled = await Promise.allSettled(open.values());
      return settled.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
    },
  };
}
