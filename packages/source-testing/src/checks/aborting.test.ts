import { spawn } from "node:child_process";
import type { Source } from "@tributary/source";
import { broken, describeChecks, type Sabotage } from "../testing/sabotage.ts";
import { abortChecks } from "./aborting.ts";

const deaf = broken((source) => ({
  validate: () => source.validate(),
  pull: ({ signal: _, ...request }) => source.pull(request),
  fetch: (references) => source.fetch(references),
}));

const wronglyNamed = broken((source) => ({
  validate: (signal) => source.validate(signal).catch(rename),
  pull: (request) => source.pull(request).catch(rename),
  async *fetch(references, signal) {
    try {
      yield* source.fetch(references, signal);
    } catch {
      rename();
    }
  },
}));

/** A source that starts something with every call and never ends it. */
const littering = (start: () => void) =>
  broken((source) => ({
    async validate(signal) {
      start();
      return source.validate(signal);
    },
    async pull(request) {
      if (request.signal !== undefined) start();
      return source.pull(request);
    },
    async *fetch(references, signal) {
      if (signal !== undefined) start();
      yield* source.fetch(references, signal);
    },
  }));

// Both end by themselves, later than a check waits.
const timer = littering(() => setTimeout(() => {}, 3_000));
const child = littering(() =>
  spawn(process.execPath, ["-e", "setTimeout(() => {}, 4000)"], { stdio: "ignore" }).unref(),
);

const sharedFetch = broken((source: Source) => ({
  fetch: (references) => ({ ...source.fetch(references), ...stuck(source, references) }),
}));

const refused: Readonly<Record<string, Sabotage>> = { "an aborted signal ignored": [deaf, /went on although/] };
const promptly: Readonly<Record<string, Sabotage>> = {
  "another error in place of the abort": [wronglyNamed, /neither the signal's reason nor an AbortError/],
};

// What is broken on purpose stays broken: there is nothing to wait for.
const impatient = { endMs: 300, restMs: 300 };

describeChecks("The checks of aborting", (suite) => abortChecks(suite, impatient), {
  "validate with an aborted signal is refused": refused,
  "pull with an aborted signal is refused": refused,
  "fetch with an aborted signal is refused": refused,
  "validate ends when it is aborted while it waits, and leaves nothing running": promptly,
  "pull ends when it is aborted while it waits, and leaves nothing running": {
    ...promptly,
    "a signal ignored": [deaf, /has not ended within 300 ms/],
    "a child process left behind": [child, /Still open after an aborted pull/],
  },
  "fetch ends when it is aborted while it waits, and leaves nothing running": promptly,
  "fetch ends when it is aborted between two results": {
    "a signal looked at once only": [deaf, /went on although/],
  },
  "a fetch left after its first result leaves nothing running": {
    "a timer left behind": [timer, /Still open after a fetch left half-way/],
    "a fetch that cannot be left": [sharedFetch, /return\(\) of a fetch has not ended/],
  },
});

function rename(): never {
  throw new Error("Something went wrong.");
}

function stuck(source: Source, references: Parameters<Source["fetch"]>[0]): AsyncIterable<never> {
  const iterator = source.fetch(references)[Symbol.asyncIterator]();
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => iterator.next() as Promise<IteratorResult<never>>,
      return: () => new Promise(() => {}),
    }),
  };
}
