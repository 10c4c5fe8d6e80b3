import { refuse } from "./fake-error.ts";
import type { FakeLimits } from "./fake-limits.ts";
import { createFakeNamespace, type FakeConsistency, type FakeNamespace } from "./fake-namespace.ts";
import type { FakeShape } from "./fake-record.ts";

/** One index and its namespaces. */
export interface FakeIndex {
  readonly name: string;
  readonly shape: FakeShape;
  readonly cloud: string;
  readonly region: string;
  readonly readyAt: number;
  readonly namespaces: ReadonlyMap<string, FakeNamespace>;
  /** The namespace, made when missing; throws when its name or their number exceeds the limits. */
  openNamespace(name: string): FakeNamespace;
  deleteNamespace(name: string): boolean;
}

/** What all indexes of a fake have in common. */
export interface FakeSettings {
  readonly limits: FakeLimits;
  readonly consistency: () => FakeConsistency;
  /** Milliseconds. */
  readonly now: () => number;
}

/** An empty index. */
export function createFakeIndex(
  details: Pick<FakeIndex, "name" | "shape" | "cloud" | "region" | "readyAt">,
  { limits, consistency, now }: FakeSettings,
): FakeIndex {
  const namespaces = new Map<string, FakeNamespace>();
  return {
    ...details,
    namespaces,
    openNamespace(name) {
      const existing = namespaces.get(name);
      if (existing !== undefined) return existing;
      // biome-ignore lint/suspicious/noControlCharactersInRegex: every character of ASCII but NUL is allowed
      if (!/^[\x01-\x7f]*$/.test(name)) throw refuse(`Namespace must be ASCII, but got '${name}'`);
      if (name.length > limits.namespaceCharacters) {
        throw refuse(`Namespace is longer than ${limits.namespaceCharacters} characters`);
      }
      if (namespaces.size >= limits.namespaces) {
        throw refuse(`Reached the max number of namespaces (${limits.namespaces}) of the index`);
      }
      const created = createFakeNamespace(consistency, now);
      namespaces.set(name, created);
      return created;
    },
    deleteNamespace: (name) => namespaces.delete(name),
  };
}
