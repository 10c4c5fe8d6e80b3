import { isSourceError, type Source, type SourceAccount, type SourceDeps, SourceError } from "@tributary/source";
import type { GitSourceConfig } from "./config.ts";
import { fetchReferences } from "./fetch.ts";
import { GitFailure } from "./git-command.ts";
import { readBranch, readHead } from "./head.ts";
import { createPull, PAGE_SIZE } from "./pull.ts";
import { createSessionOpener, type Session } from "./session.ts";

/** What a git source may be given; it reaches no network and keeps no time of its own. */
export interface GitSourceDeps extends Pick<SourceDeps, "logger"> {
  /** Program name or path of git; `git` when absent. */
  readonly git?: string;
  /** References on one page of a pull; 2,500 when absent. */
  readonly pageSize?: number;
}

/** What a git source says about its repository. */
export interface GitSourceAccount extends SourceAccount {
  /** Null when HEAD is detached. */
  readonly branch: string | null;
  /** The commit at HEAD. */
  readonly head: string;
}

/** A source over one local repository. */
export interface GitSource extends Source {
  validate(signal?: AbortSignal): Promise<GitSourceAccount>;
  close(): Promise<void>;
}

/**
 * Makes a source of the committed tree at HEAD of a local repository. Starts no process and reads nothing until used;
 * `close` ends what was started.
 */
export function createGitSource(config: GitSourceConfig, deps: GitSourceDeps = {}): GitSource {
  const session = createSessionOpener(config, deps.git ?? "git", deps.logger);
  const pull = createPull(deps.pageSize ?? PAGE_SIZE);
  return {
    async validate(signal) {
      return await guard(signal, async () => await describe(await session.open(signal), signal));
    },
    async pull(request) {
      const { signal } = request;
      return await guard(signal, async () => await pull(await session.open(signal), request));
    },
    async *fetch(references, signal) {
      try {
        signal?.throwIfAborted();
        yield* fetchReferences(await session.open(signal), references, signal);
      } catch (error) {
        throw toThrown(error, signal);
      }
    },
    close: () => session.close(),
  };
}

async function describe(session: Session, signal?: AbortSignal): Promise<GitSourceAccount> {
  const head = await readHead(session.repository, signal);
  const branch = await readBranch(session.repository, signal);
  const { repository } = await session.links.get(signal);
  const problem = historyProblem(session);
  return {
    name: repository,
    branch,
    head,
    capabilities: [
      { name: `files at ${branch ?? "a detached HEAD"} (${head.slice(0, 12)})`, available: true },
      { name: "authors and times", available: problem === null, ...(problem !== null && { problem }) },
    ],
  };
}

function historyProblem({ config, repository }: Session): string | null {
  if (config.history === false) return "Reading the history is switched off: set history to true.";
  if (repository.shallow) {
    return 'The clone is shallow: run "git fetch --unshallow" there to know who changed older files, and when.';
  }
  return null;
}

async function guard<Value>(signal: AbortSignal | undefined, run: () => Promise<Value>): Promise<Value> {
  try {
    signal?.throwIfAborted();
    return await run();
  } catch (error) {
    throw toThrown(error, signal);
  }
}

/** The signal's reason when it aborted, a SourceError otherwise. */
function toThrown(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted === true) return signal.reason;
  if (isSourceError(error)) return error;
  if (error instanceof GitFailure)
    return new SourceError("unavailable", `Git failed: ${error.message}.`, { cause: error });
  const message = error instanceof Error ? error.message : String(error);
  return new SourceError("unavailable", `The git source failed: ${message}`, { cause: error });
}
