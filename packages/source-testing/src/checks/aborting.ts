import { setTimeout as wait } from "node:timers/promises";
import type { Source } from "@tributary/source";
import type { DocumentReference } from "@tributary/validation";
import { expect } from "vitest";
import { checkIn, type SourceCheck, type Trial } from "../check.ts";
import { FULL_PULL, pullPages, referencesOf } from "../reading.ts";
import type { SourceSuite } from "../suite.ts";
import { watchWork } from "../work.ts";
import type { SourceWorld } from "../world.ts";

/** How patient the checks are, in milliseconds: generous by default, as machines under test are busy. */
export interface Patience {
  /** How soon an aborted call must have ended. */
  readonly endMs: number;
  /** How soon nothing of it may be at work any more. */
  readonly restMs: number;
}

const defaultPatience: Patience = { endMs: 2_000, restMs: 1_500 };

/** How long a stalled call is left waiting before it is aborted, in milliseconds. */
const STALL_MS = 30;

type Call = (source: Source, references: readonly DocumentReference[], signal: AbortSignal) => Promise<unknown>;

const calls: Readonly<Record<string, Call>> = {
  validate: (source, _references, signal) => source.validate(signal),
  pull: (source, _references, signal) => source.pull({ ...FULL_PULL, signal }),
  fetch: async (source, references, signal) => {
    for await (const result of source.fetch(references, signal)) if (signal.aborted) return result;
    return undefined;
  },
};

/** What becomes of calls nobody waits for any more. */
export function abortChecks<World extends SourceWorld>(
  suite: SourceSuite<World>,
  patience = defaultPatience,
): readonly SourceCheck[] {
  return [
    ...Object.entries(calls).flatMap(([name, call]) => [
      checkIn(suite, `${name} with an aborted signal is refused`, async (trial) => {
        const references = await referencesIn(trial);
        const reason = new Error("Aborted before it began.");
        await expectAborted(name, call(trial.source(), references, AbortSignal.abort(reason)), reason, patience);
      }),

      checkIn(suite, `${name} ends when it is aborted while it waits, and leaves nothing running`, async (trial) => {
        const references = await referencesIn(trial);
        const stalled = trial.closing(await trial.world.stalled());
        const work = await watchWork(trial.world);
        const controller = new AbortController();
        const reason = new Error("Aborted while it waited.");
        let ended = false;
        const outcome = call(stalled, references, controller.signal).finally(() => {
          ended = true;
        });
        outcome.catch(() => {});
        await wait(STALL_MS);
        expect(ended, `${name} of the world's stalled() source ended although its outside does not answer`).toBe(false);
        controller.abort(reason);
        await expectAborted(name, outcome, reason, patience);
        await stalled.close?.();
        await work.expectNothingLeft(patience.restMs, `after an aborted ${name}`);
      }),
    ]),

    checkIn(suite, "fetch ends when it is aborted between two results", async (trial) => {
      const { iterator, next, work, source } = await startFetch(trial);
      const reason = new Error("Aborted after the first result.");
      next.abort(reason);
      await expectAborted("fetch", exhaust(iterator), reason, patience);
      await source.close?.();
      await work.expectNothingLeft(patience.restMs, "after a fetch aborted half-way");
    }),

    checkIn(suite, "a fetch left after its first result leaves nothing running", async (trial) => {
      const { iterator, work, source } = await startFetch(trial);
      await within("return() of a fetch", Promise.resolve(iterator.return?.()), patience);
      await source.close?.();
      await work.expectNothingLeft(patience.restMs, "after a fetch left half-way");
    }),
  ];
}

/** The world's references, with nothing of the reading left at work. */
async function referencesIn(trial: Trial): Promise<readonly DocumentReference[]> {
  const source = trial.source();
  const references = referencesOf(await pullPages(source, FULL_PULL));
  await source.close?.();
  return references;
}

async function startFetch(trial: Trial) {
  const references = await referencesIn(trial);
  expect(references.length, "References in the world: leaving half-way is tested with two or more").toBeGreaterThan(1);
  const work = await watchWork(trial.world);
  const source = trial.source();
  const next = new AbortController();
  const iterator = source.fetch(references, next.signal)[Symbol.asyncIterator]();
  const first = await iterator.next();
  expect(first.done ?? false, "The fetch was over before its first result").toBe(false);
  return { iterator, next, work, source };
}

async function exhaust(iterator: AsyncIterator<unknown>): Promise<void> {
  while (!(await iterator.next()).done);
}

async function expectAborted(
  name: string,
  outcome: Promise<unknown>,
  reason: Error,
  patience: Patience,
): Promise<void> {
  const error = await within(
    `${name} after its signal aborted`,
    outcome.then(
      () => undefined,
      (thrown: unknown) => thrown,
    ),
    patience,
  );
  expect(error, `${name} went on although its signal was aborted`).toBeDefined();
  const isAbort = error === reason || (error instanceof Error && error.name === "AbortError");
  expect(isAbort, `${name} threw neither the signal's reason nor an AbortError but ${String(error)}`).toBe(true);
}

async function within<Value>(what: string, outcome: Promise<Value>, { endMs }: Patience): Promise<Value> {
  const timer = new AbortController();
  const late = wait(endMs, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`${what} has not ended within ${endMs} ms.`);
  });
  try {
    return await Promise.race([outcome, late]);
  } finally {
    timer.abort();
    late.catch(() => {});
  }
}
