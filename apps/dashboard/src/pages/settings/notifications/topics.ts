import type { Topic } from "../../../api/notifications.ts";

/** What people can be told of, in words, in the order of how soon somebody is needed. */
export const topics: readonly { readonly topic: Topic; readonly name: string; readonly hint: string }[] = [
  {
    topic: "alert",
    name: "Alerts",
    hint: "Something is wrong: syncs that fail or are stuck, documents that are missing.",
  },
  {
    topic: "source-attention",
    name: "A source waits for somebody",
    hint: "It cannot be synced until its credentials, access or settings are mended.",
  },
  {
    topic: "sync-failed",
    name: "A sync failed for good",
    hint: "It was tried five times and is not tried again by itself.",
  },
  {
    topic: "deletions-held",
    name: "A large deletion is held",
    hint: "More than a quarter of a source would go: somebody decides whether it does.",
  },
  { topic: "report-ready", name: "The report of a day", hint: "What happened, every day after midnight (UTC)." },
];

/** The addresses somebody wrote, one a line or with commas between them, each once. */
export function addressesOf(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((address) => address !== ""))];
}

/** The first address that cannot be one; undefined when all can. */
export function wrongAddress(addresses: readonly string[]): string | undefined {
  return addresses.find((address) => !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address));
}
