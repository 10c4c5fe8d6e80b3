import type { FakeRepository } from "../fake-repository.ts";
import { type SeededRandom, seededRandom } from "./random.ts";

/** How large a generated repository is. */
export interface GenerateOptions {
  /** The same seed gives the same content. Default 1. */
  readonly seed?: number;
  readonly files?: number;
  /** Words of a file; about seven bytes each. Default 60. */
  readonly wordsPerFile?: number;
  readonly issues?: number;
  readonly pulls?: number;
  readonly discussions?: number;
  /** Comments of each conversation. Default 3. */
  readonly comments?: number;
  /** Replies to the first comment of each discussion. Default 1. */
  readonly replies?: number;
  readonly releases?: number;
  /** When the first conversation opens (milliseconds since the epoch); the next follow by the minute. */
  readonly startAt?: number;
}

const people = ["ada", "bo", "cy", "dee", "eli"] as const;
const extensions = ["ts", "md", "py", "go", "json"] as const;
const minute = 60_000;
const firstDay = Date.UTC(2025, 0, 1);

/** Fills a repository with files in one commit and with conversations; 10,000 files take about a second. */
export async function generate(repository: FakeRepository, options: GenerateOptions = {}): Promise<void> {
  const random = seededRandom(options.seed ?? 1);
  const startAt = options.startAt ?? firstDay;
  if ((options.files ?? 0) > 0)
    await repository.commit(generateFiles(random, options), { message: "Add files", at: startAt });
  let time = startAt;
  const next = () => {
    time += minute;
    return time;
  };
  for (let index = 0; index < (options.issues ?? 0); index += 1) generateIssue(repository, random, options, next);
  // A pull request needs a branch to go into.
  if ((options.pulls ?? 0) > 0 && (await repository.head()) === null) {
    await repository.commit({ "README.md": "# Generated\n" }, { message: "Begin", at: startAt });
  }
  if ((options.pulls ?? 0) > 0)
    await repository.commit({ "generated.txt": "generated\n" }, { branch: "generated", at: startAt });
  for (let index = 0; index < (options.pulls ?? 0); index += 1) await generatePull(repository, random, options, next);
  for (let index = 0; index < (options.discussions ?? 0); index += 1)
    generateDiscussion(repository, random, options, next);
  for (let index = 0; index < (options.releases ?? 0); index += 1) {
    await repository.createRelease({
      tagName: `v1.${index}.0`,
      name: `Version 1.${index}`,
      body: random.words(30),
      at: next(),
    });
  }
}

/** Content by path, spread over folders three deep. */
function generateFiles(random: SeededRandom, options: GenerateOptions): Record<string, string> {
  const files: Record<string, string> = {};
  for (let index = 0; index < (options.files ?? 0); index += 1) {
    const folder = `packages/part-${index % 40}/src/group-${Math.floor(index / 40) % 10}`;
    const lines = Array.from({ length: Math.ceil((options.wordsPerFile ?? 60) / 10) }, () => random.words(10));
    files[`${folder}/file-${index}.${random.pick(extensions)}`] = `// File ${index}\n${lines.join("\n")}\n`;
  }
  return files;
}

function generateIssue(
  repository: FakeRepository,
  random: SeededRandom,
  options: GenerateOptions,
  next: () => number,
): void {
  const issue = repository.openIssue({
    title: random.words(6),
    body: random.words(40),
    by: random.pick(people),
    labels: [random.pick(["bug", "feature", "question"])],
    at: next(),
  });
  for (let index = 0; index < (options.comments ?? 3); index += 1) {
    repository.comment(issue, { body: `${index + 1}: ${random.words(20)}`, by: random.pick(people), at: next() });
  }
  if (random.below(2) === 0) repository.close(issue, { at: next() });
}

async function generatePull(
  repository: FakeRepository,
  random: SeededRandom,
  options: GenerateOptions,
  next: () => number,
): Promise<void> {
  const pull = await repository.openPull({
    title: random.words(6),
    body: random.words(40),
    by: random.pick(people),
    head: "generated",
    at: next(),
  });
  for (let index = 0; index < (options.comments ?? 3); index += 1) {
    repository.comment(pull, { body: `${index + 1}: ${random.words(20)}`, by: random.pick(people), at: next() });
  }
  const comments = [{ path: "generated.txt", line: 1, body: random.words(12) }];
  repository.review(pull, {
    state: random.pick(["APPROVED", "CHANGES_REQUESTED"]),
    body: random.words(10),
    by: random.pick(people),
    comments,
    at: next(),
  });
}

function generateDiscussion(
  repository: FakeRepository,
  random: SeededRandom,
  options: GenerateOptions,
  next: () => number,
): void {
  const discussion = repository.openDiscussion({
    title: random.words(6),
    body: random.words(40),
    by: random.pick(people),
    at: next(),
  });
  for (let index = 0; index < (options.comments ?? 3); index += 1) {
    repository.commentOnDiscussion(discussion, {
      body: `${index + 1}: ${random.words(20)}`,
      by: random.pick(people),
      at: next(),
    });
  }
  const [first] = discussion.comments;
  if (first === undefined) return;
  for (let index = 0; index < (options.replies ?? 1); index += 1) {
    repository.commentOnDiscussion(discussion, {
      body: random.words(10),
      by: random.pick(people),
      replyTo: first,
      at: next(),
    });
  }
  if (random.below(2) === 0) repository.markAnswer(discussion, first, { at: next() });
}
