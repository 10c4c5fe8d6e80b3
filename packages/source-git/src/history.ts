import { type Git, streamGit } from "./git-command.ts";
import { nulTokens } from "./nul-tokens.ts";

/** Commits read at most in one pass: deeper changes get no author and no time. */
const HISTORY_MAX_COMMITS = 50_000;

/** Milliseconds one pass may take at most. */
const HISTORY_MAX_MILLISECONDS = 20_000;

/** Who changed a path last, and when. */
export interface Touch {
  readonly name: string;
  readonly email: string;
  /** Seconds since the epoch at which the commit was made. */
  readonly time: number;
}

/** One commit of the log with the paths it changed, as byte strings. */
export interface LoggedCommit {
  readonly sha: string;
  readonly touch: Touch;
  readonly paths: readonly string[];
}

/**
 * Finds the last change of each path in one pass over the history, newest commit first, and stops as soon as all are
 * found or a bound is reached. Merges count for what they changed against every parent only.
 */
export async function findTouches(
  git: Git,
  commit: string,
  wanted: ReadonlySet<string>,
  options: {
    /** Commits whose own changes are unknown: where a shallow history ends. */
    readonly boundary: ReadonlySet<string>;
    readonly signal?: AbortSignal | undefined;
    readonly maxMilliseconds?: number;
    readonly maxCommits?: number;
  },
): Promise<Map<string, Touch>> {
  const touches = new Map<string, Touch>();
  const { maxMilliseconds = HISTORY_MAX_MILLISECONDS } = options;
  // Without any time a fast git would still get its first commits in.
  if (wanted.size === 0 || maxMilliseconds <= 0) return touches;
  const deadline = AbortSignal.timeout(maxMilliseconds);
  const signal = options.signal === undefined ? deadline : AbortSignal.any([options.signal, deadline]);
  const parameters = [
    "log",
    "-z",
    "--raw",
    "-c",
    "--no-renames",
    "--no-abbrev",
    "--no-ext-diff",
    "--no-textconv",
    "--ignore-submodules=none",
    `--max-count=${options.maxCommits ?? HISTORY_MAX_COMMITS}`,
    "--format=%H%x00%ct%x00%an%x00%ae",
    commit,
    "--",
  ];
  try {
    for await (const logged of parseLog(nulTokens(streamGit(git, parameters, { signal })))) {
      if (options.boundary.has(logged.sha)) continue;
      for (const path of logged.paths) {
        if (wanted.has(path) && !touches.has(path)) touches.set(path, logged.touch);
      }
      if (touches.size === wanted.size) break;
    }
  } catch (error) {
    options.signal?.throwIfAborted();
    if (!deadline.aborted) throw error;
  }
  return touches;
}

/**
 * Reads the log: four header tokens a commit, then pairs of a token that begins with a colon and a path. Git puts a
 * newline in front of a commit's first change, or an empty token when the commit is a merge.
 */
export async function* parseLog(batches: AsyncIterable<readonly string[]>): AsyncGenerator<LoggedCommit> {
  let header: string[] = [];
  let paths: string[] = [];
  let nextIsPath = false;
  for await (const tokens of batches) {
    for (const token of tokens) {
      if (nextIsPath) {
        paths.push(token);
        nextIsPath = false;
      } else if (header.length === 4 && (token.startsWith(":") || token.startsWith("\n:"))) {
        nextIsPath = true;
      } else if (header.length === 4 && token !== "") {
        yield toCommit(header, paths);
        header = [token];
        paths = [];
      } else if (header.length < 4) {
        header.push(token);
      }
    }
  }
  if (header.length === 4) yield toCommit(header, paths);
}

function toCommit([sha = "", time = "", name = "", email = ""]: readonly string[], paths: string[]): LoggedCommit {
  return { sha, touch: { name: decode(name), email: decode(email), time: Number.parseInt(time, 10) }, paths };
}

function decode(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString("utf8");
}
