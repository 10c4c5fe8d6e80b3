import { EmbeddedInngestError } from "../errors.ts";
import type { Transaction } from "../kernel.ts";
import type { PausedFunction, PausedFunctionStore } from "../store/paused-functions.ts";
import type { Registry } from "./registry.ts";

/** Functions that start no runs for the time being, kept in the file. */
export interface PausedFunctions {
  /** True when the function is paused, and counts the run that is not started because of it. */
  skips(slug: string): boolean;
  /** Pauses a function; its runs go on. Throws `not-found` for one that is not registered. */
  pause(transaction: Transaction, slug: string): void;
  /** Ends a pause and answers what it was; undefined when the function was not paused. */
  resume(transaction: Transaction, slug: string): PausedFunction | undefined;
  all(): PausedFunction[];
}

/** Loads the paused functions the file knows. */
export function createPausedFunctions(store: PausedFunctionStore, registry: Pick<Registry, "get">): PausedFunctions {
  const paused = new Set(store.all().map(({ slug }) => slug));
  return {
    skips(slug) {
      if (!paused.has(slug)) return false;
      store.countSkipped(slug);
      return true;
    },
    pause(transaction, slug) {
      if (!registry.get(slug)) {
        throw new EmbeddedInngestError(
          "not-found",
          `There is no function "${slug}". Give its slug, "<app id>-<function id>".`,
        );
      }
      store.insert(slug, transaction.now);
      transaction.afterCommit(() => void paused.add(slug));
    },
    resume(transaction, slug) {
      transaction.afterCommit(() => void paused.delete(slug));
      return store.delete(slug);
    },
    all: () => store.all(),
  };
}
