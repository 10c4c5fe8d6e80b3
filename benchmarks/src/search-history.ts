import { execFileSync } from "node:child_process";
import { basename } from "node:path/posix";

/** One question with a known answer: a commit's subject, and the files the commit changed. */
export interface HistoryQuery {
  readonly commit: string;
  readonly text: string;
  /** Paths as they were before the commit. */
  readonly answers: readonly string[];
}

/** A commit to index, and the questions later commits ask of it. */
export interface HistorySet {
  readonly base: string;
  readonly queries: readonly HistoryQuery[];
}

/** A commit that changes more files is about no file in particular. */
const ANSWERS_MAX = 10;
const WORDS_MIN = 3;

/** Room for the history of a large repository. */
const OUTPUT_BYTES = 512 * 1024 * 1024;

const leftOut = [
  /^(?:re)?-?merge\b/i,
  /^revert\b/i,
  /^(?:fixup|squash|amend)!/i,
  // Bumps: dependencies and releases, as people and robots write them.
  /^(?:build|chore|fix|ci)?\(?deps(?:-dev)?\)?\s*[:!]/i,
  /^(?:\w+(?:\([^)]*\))?!?:\s*)?(?:bump|update dependenc|upgrade dependenc|pin dependenc|release|prepare (?:for )?(?:next )?release|version)\b/i,
  /^(?:\w+(?:\([^)]*\))?!?:\s*)?(?:update|upgrade)\b.*\b(?:to|from) v?\d/i,
  /^(?:\w+(?:\([^)]*\))?!?:\s*)?[\w/@-]*[@ -]?v?\d+(?:\.\d+)+\S*$/i,
];
const robots = /\[bot\]|dependabot|renovate|pre-commit-ci|github-actions|greenkeeper/i;

interface Commit {
  readonly id: string;
  readonly parent: string;
  readonly text: string;
  readonly changed: readonly string[];
}

/**
 * Takes the newest commits of a clone whose subjects can be asked, and whose files stood in the tree the first of them
 * was made on. Merges, bumps, reverts, robots' commits, subjects under three words and those that name a file are left
 * out. Throws when fewer than `minimum` are left in the whole history.
 */
export function readHistory(repository: string, options: { count: number; minimum: number }): HistorySet {
  const git = (...parameters: string[]) =>
    execFileSync("git", ["-C", repository, ...parameters], { encoding: "utf8", maxBuffer: OUTPUT_BYTES });
  const commits = parseLog(
    git("log", "--no-merges", "--name-status", "-M", "-z", "--format=%x01%H%x02%P%x02%an%x02%s", "HEAD"),
  );
  // Files added since the base are no answers, so some commits fall away: go further back until enough remain.
  for (let used = options.count; ; used = Math.ceil(used * 1.3)) {
    const oldest = commits[Math.min(used, commits.length) - 1];
    if (oldest === undefined) break;
    const files = new Set(git("ls-tree", "-r", "-z", "--name-only", oldest.parent).split("\0"));
    const after = new Set(git("rev-list", "--no-merges", `${oldest.parent}..HEAD`).split("\n"));
    const named = namesOf(files);
    const queries = commits
      .filter(({ id, text }) => after.has(id) && !namesFile(text, named))
      .map(({ id, text, changed }) => ({ commit: id, text, answers: changed.filter((path) => files.has(path)) }))
      .filter(({ answers }) => answers.length > 0)
      .slice(0, options.count);
    if (queries.length >= options.count || used >= commits.length) {
      if (queries.length < options.minimum) break;
      return { base: oldest.parent, queries };
    }
  }
  throw new Error(`${repository} has fewer than ${options.minimum} commits to ask for: give a clone with its history.`);
}

function parseLog(log: string): Commit[] {
  const commits: Commit[] = [];
  for (const record of log.split("\x01").slice(1)) {
    const [header = "", ...entries] = record.split("\0");
    const [id = "", parent = "", author = "", subject = ""] = header.split("\x02");
    // The number of the pull request is GitHub's addition.
    const text = subject.replace(/\s*\(#\d+\)$/, "").trim();
    if (parent === "" || robots.test(author) || leftOut.some((kind) => kind.test(text))) continue;
    if (text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length < WORDS_MIN) continue;
    const changed = parseChanges(entries);
    if (changed.length > 0 && changed.length <= ANSWERS_MAX) commits.push({ id, parent, text, changed });
  }
  return commits;
}

/** The old paths of `--name-status -z`: status, path, and behind a rename or copy the new path. */
function parseChanges(entries: readonly string[]): string[] {
  const paths: string[] = [];
  for (let index = 0; index + 1 < entries.length; index++) {
    const status = (entries[index] ?? "").trim();
    if (status === "") continue;
    const path = entries[++index] ?? "";
    if (/^[RC]/.test(status)) index++;
    if (/^[MDRT]/.test(status)) paths.push(path);
  }
  return paths;
}

/** What names a file in a sentence: its base name, and for README.md and the like the part in capitals alone. */
function namesOf(files: Iterable<string>): Set<string> {
  const names = new Set<string>();
  for (const path of files) {
    const name = basename(path);
    const [stem = ""] = name.split(".");
    names.add(path.toLowerCase());
    names.add(name.toLowerCase());
    if (stem.length > 2 && stem === stem.toUpperCase()) names.add(stem.toLowerCase());
  }
  return names;
}

function namesFile(text: string, names: ReadonlySet<string>): boolean {
  return text
    .toLowerCase()
    .split(/[\s,;:()`'"[\]{}]+/)
    .map((word) => word.replace(/^\.\/|[.!?]+$/g, ""))
    .some(
      (word) =>
        names.has(word) || /^[\w./@-]*\w\.(?:[cm]?[jt]sx?|py|go|rs|rb|java|md|rst|ya?ml|toml|json|sh|c|h)$/.test(word),
    );
}
