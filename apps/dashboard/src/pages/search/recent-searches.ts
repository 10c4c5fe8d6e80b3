import { useSyncExternalStore } from "react";

const STORED_AS = "tributary.recent-searches";
const KEPT_MAX = 8;
const listeners = new Set<() => void>();

/** The last known text and what it says, so that the same text is the same list. */
let known: { readonly text: string; readonly searches: readonly string[] } = { text: "", searches: [] };

/** The latest searches of this browser, the newest first. */
export function useRecentSearches(): readonly string[] {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, recentSearches);
}

/** Remembers a search; one that goes on from the latest, letter by letter, takes its place. */
export function rememberSearch(query: string): void {
  const text = query.trim();
  if (text !== "") write(withSearch(recentSearches(), text));
}

/** Forgets all of them. */
export function forgetSearches(): void {
  write([]);
}

/** The list with a search put first. */
export function withSearch(searches: readonly string[], text: string): string[] {
  const [latest, ...others] = searches;
  const goesOn = latest !== undefined && (text.startsWith(latest) || latest.startsWith(text));
  return [text, ...(goesOn ? others : searches).filter((one) => one !== text)].slice(0, KEPT_MAX);
}

function recentSearches(): readonly string[] {
  let text: string;
  try {
    text = localStorage.getItem(STORED_AS) ?? "";
  } catch {
    return known.searches;
  }
  if (text !== known.text) known = { text, searches: read(text) };
  return known.searches;
}

function read(text: string): string[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.filter((one) => typeof one === "string").slice(0, KEPT_MAX) : [];
  } catch {
    return [];
  }
}

function write(searches: readonly string[]): void {
  try {
    if (searches.length === 0) localStorage.removeItem(STORED_AS);
    else localStorage.setItem(STORED_AS, JSON.stringify(searches));
  } catch {
    // No storage: they are known for as long as this page is open.
    known = { ...known, searches };
  }
  for (const listener of listeners) listener();
}
