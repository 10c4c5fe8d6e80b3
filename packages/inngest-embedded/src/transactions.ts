import type { FollowUp, Kernel, Transaction } from "./kernel.ts";
import { type Database, isStorageError } from "./store/database.ts";

/** The ways to change the file. */
export interface Transactions extends Pick<Kernel, "transact" | "transactLazily" | "submit"> {
  /** How many submitted works are not committed yet. */
  pending(): number;
  /** Commits what was submitted, now. */
  flush(): void;
}

/** What transactions need of the engine. */
export interface TransactionOptions {
  readonly now: () => number;
  /** Does the work another work caused, in the same transaction. */
  readonly followUp: (transaction: Transaction, next: FollowUp) => void;
  /** Hears of every commit. */
  readonly onCommit: () => void;
}

interface Work {
  /** Does the work inside the open database transaction. */
  run(): void;
  /** Undoes in memory what the work did there. */
  undo(): void;
  /** Applies the work's effects in memory; the commit is done. */
  commit(): void;
  settle(failure: { readonly error: unknown } | undefined): void;
}

/** Longest wait for company before a commit, in milliseconds. */
const longestLingerMs = 5;

/**
 * Makes the engine's transactions. A commit waits for the disk, so works submitted at about the same time share one:
 * each is still applied entirely or not at all, and none is acknowledged before the commit.
 */
export function createTransactions(database: Database, options: TransactionOptions): Transactions {
  let group: Work[] = [];
  let planned = false;
  let seen = 0;
  let firstAt = 0;
  let lastCommitMs = 0;

  function prepare<Result>(work: (transaction: Transaction) => Result): Omit<Work, "settle"> & { result(): Result } {
    let effects: (() => void)[] = [];
    let undos: (() => void)[] = [];
    let answer: { readonly value: Result } | undefined;
    return {
      run() {
        const pending: FollowUp[] = [];
        effects = [];
        undos = [];
        const transaction: Transaction = {
          now: options.now(),
          afterCommit: (effect) => void effects.push(effect),
          onRollback: (undo) => void undos.push(undo),
          followUp: (next) => void pending.push(next),
        };
        answer = { value: work(transaction) };
        // The list grows while it is worked through: what follows may have consequences of its own.
        for (const next of pending) options.followUp(transaction, next);
      },
      undo() {
        const done = undos;
        undos = [];
        for (const undo of done) undo();
      },
      commit() {
        for (const effect of effects) effect();
      },
      result() {
        if (!answer) throw new Error("The work has not run.");
        return answer.value;
      },
    };
  }

  function flush(): void {
    planned = false;
    const works = group;
    group = [];
    seen = 0;
    if (works.length === 0) return;
    const started = performance.now();
    const failures = new Map<Work, { readonly error: unknown }>();
    try {
      database.transact(() => {
        for (const work of works) {
          try {
            database.nest(work.run);
          } catch (error) {
            work.undo();
            if (isStorageError(error)) throw error;
            failures.set(work, { error });
          }
        }
      });
    } catch (error) {
      for (const work of works) {
        work.undo();
        work.settle({ error });
      }
      return;
    }
    lastCommitMs = performance.now() - started;
    for (const work of works) if (!failures.has(work)) work.commit();
    for (const work of works) work.settle(failures.get(work));
    options.onCommit();
  }

  function consider(): void {
    if (!planned) return;
    // On a disk that commits slowly, wait as long as more keeps coming; on a fast one there is nothing to gain.
    const lingerMs = Math.min(lastCommitMs, longestLingerMs);
    if (group.length > seen && performance.now() - firstAt < lingerMs) {
      seen = group.length;
      setImmediate(consider);
      return;
    }
    flush();
  }

  function now<Result>(inside: Database["transact"], work: (transaction: Transaction) => Result): Result {
    const prepared = prepare(work);
    try {
      inside(prepared.run);
    } catch (error) {
      prepared.undo();
      throw error;
    }
    prepared.commit();
    options.onCommit();
    return prepared.result();
  }

  return {
    transact: (work) => now(database.transact, work),
    transactLazily: (work) => now(database.transactLazily, work),
    submit(work) {
      return new Promise((resolve, reject) => {
        const prepared = prepare(work);
        group.push({
          ...prepared,
          settle: (failure) => (failure ? reject(failure.error) : resolve(prepared.result())),
        });
        if (planned) return;
        planned = true;
        firstAt = performance.now();
        setImmediate(consider);
      });
    },
    pending: () => group.length,
    flush,
  };
}
