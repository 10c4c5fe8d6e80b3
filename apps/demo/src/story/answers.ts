import { story } from "./index.ts";

/** What of a document tells which part of the story it is. */
export interface AnswerDocument {
  readonly id: string;
  readonly source: string;
  readonly path?: string | undefined;
  readonly title: string;
  readonly content: string;
}

/** The documents that are the parts of the story with these keys. Throws when a key stands for none. */
export function answersOf(keys: readonly string[], documents: readonly AnswerDocument[]): string[] {
  return keys.flatMap((key) => {
    const found = documents.filter((document) => isPart(key, document)).map(({ id }) => id);
    if (found.length === 0) throw new Error(`No document is "${key}" of the story.`);
    return found;
  });
}

const conversations = [...story.issues, ...story.pullRequests, ...story.discussions, ...story.linear];

function isPart(key: string, { source, path, title, content }: AnswerDocument): boolean {
  const titled = conversations.find((conversation) => conversation.key === key);
  if (titled !== undefined) {
    return source === (key.startsWith("linear:") ? "linear" : "github") && title.includes(titled.title);
  }
  const page = story.pages.find((one) => one.key === key);
  if (page !== undefined) return source === "notion" && title.includes(page.title);
  const thread = story.threads.find((one) => one.key === key);
  if (thread !== undefined) return source === "slack" && content.includes(thread.remarks[0].text);
  const deployment = story.deployments.find((one) => one.key === key);
  if (deployment !== undefined) return source === "vercel" && `${title}\n${content}`.includes(deployment.commit);
  return source === "git" && path === key;
}
