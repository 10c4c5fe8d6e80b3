import { existsSync } from "node:fs";
import { join } from "node:path";
import { SourceError, type SourceLogger } from "@tributary/source";
import type { GitSourceConfig } from "./config.ts";
import { createObjectReader, type ObjectReader } from "./object-reader.ts";
import { type Links, readLinks } from "./remote.ts";
import { openRepository, type Repository, repositoryScope } from "./repository.ts";
import { createShared, type Shared } from "./shared.ts";

/** A repository that was opened, with what lives as long as the source does. */
export interface Session {
  readonly config: GitSourceConfig;
  readonly repository: Repository;
  readonly objects: ObjectReader;
  /** The middle part of document ids. */
  readonly scope: string;
  /** What every document id begins with. */
  readonly prefix: string;
  readonly logger: SourceLogger | undefined;
  /** Remote and addresses, read once. */
  readonly links: Shared<Links>;
}

/** A repository to be opened when first needed. */
export interface SessionOpener {
  open(signal?: AbortSignal): Promise<Session>;
  /** Ends every process; nothing can be opened afterwards. */
  close(): Promise<void>;
}

/** Makes an opener; starts nothing yet. */
export function createSessionOpener(
  config: GitSourceConfig,
  program: string,
  logger: SourceLogger | undefined,
): SessionOpener {
  let closed = false;
  const shared = createShared<Session>(async (signal) => {
    const repository = await openRepository(config.path, program, signal);
    const scope = config.id ?? repositoryScope(repository);
    return {
      config,
      repository,
      objects: createObjectReader(repository.git),
      scope,
      prefix: `git:${scope}:file:`,
      logger,
      links: createShared((ended) => readLinks(repository, ended)),
    };
  });

  async function end() {
    const session = await shared.end();
    await Promise.all([session?.objects.close(), session?.links.end()]);
  }

  return {
    async open(signal) {
      if (closed) throw new SourceError("unavailable", "This git source was closed: create another.");
      const session = await shared.get(signal);
      if (existsSync(join(session.repository.gitDirectory, "HEAD"))) return session;
      // The repository was moved, removed or made anew since it was opened.
      await end();
      return await shared.get(signal);
    },
    async close() {
      closed = true;
      await end();
    },
  };
}
