import { story } from "./index.ts";

/** What of a document tells which part of the story it is. */
export interface AnswerDocument {
  readonly id: string;
  readonly source: string;
  readonly path?: string | undefined;
  readonly title: string;
  readonly content: string;
}

/** Where a part of the story is, and the words that only it has. */
interface Part {
  readonly source: string;
  readonly words: string;
}

/** Every part by its key; files by their path. */
const parts: ReadonlyMap<string, Part> = new Map<string, Part>([
  ...story.files.map(({ path }) => [path, { source: "git", words: path }] as const),
  ...[...story.issues, ...story.pullRequests, ...story.discussions].map(
    ({ key, title }) => [key, { source: "github", words: title }] as const,
  ),
  ...story.linear.map(({ key, title }) => [key, { source: "linear", words: title }] as const),
  ...story.pages.map(({ key, title }) => [key, { source: "notion", words: title }] as const),
  ...story.threads.map(({ key, remarks: [first] }) => [key, { source: "slack", words: first.text }] as const),
  ...story.deployments.map(({ key, commit }) => [key, { source: "vercel", words: commit }] as const),
]);

/** The documents that are the parts of the story with these keys. Throws when a key stands for none. */
export function answersOf(keys: readonly string[], documents: readonly AnswerDocument[]): string[] {
  return keys.flatMap((key) => {
    const part = parts.get(key);
    const found = documents.filter((document) => part !== undefined && isPart(part, document)).map(({ id }) => id);
    if (found.length === 0) throw new Error(`No document is "${key}" of the story.`);
    return found;
  });
}

function isPart(part: Part, { source, path, title, content }: AnswerDocument): boolean {
  return source === part.source && [path, title, content].some((text) => text?.includes(part.words));
}
