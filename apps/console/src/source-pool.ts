import { type Database, sources } from "@tributary/database";
import { type Source, SourceError, type SourceLogger } from "@tributary/source";
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
export function createSourcePool(database: Database, logger: SourceLogger): SourcePool {
  const opened = new Map<string, { readonly config: string; readonly source: Source }>();
  return {
    async open(workspaceId, sourceId) {
      const row = await sources.get(database, workspaceId, sourceId);
      if (!row) throw new SourceError("not-found", `Source ${sourceId} does not exist: connect it first.`);
      const config = JSON.stringify(row.config);
      const kept = opened.get(sourceId);
      opened.delete(sourceId);
      if (kept?.config === config) {
        opened.set(sourceId, kept);
        return kept.source;
      }
      await kept?.source.close?.();
      const source = build(row.kind, row.config, logger);
      opened.set(sourceId, { config, source });
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

function build(kind: string, given: unknown, logger: SourceLogger): Source {
  const definition = sourceDefinitions.get(kind);
  if (!definition) {
    const known = [...sourceDefinitions.keys()].join(", ");
    throw new SourceError("invalid-config", `This console has no source "${kind}": it knows ${known}.`);
  }
  const config = definition.configSchema.safeParse(given);
  if (!config.success) {
    const [issue] = config.error.issues;
    throw new SourceError(
      "invalid-config",
      `The configuration of this ${kind} source cannot be used: ${issue?.path.join(".")} ${issue?.message}.`,
    );
  }
  return definition.create(config.data, { credentials: null as never, logger });
}
