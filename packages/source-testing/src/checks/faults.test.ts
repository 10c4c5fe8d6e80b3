import type { Source } from "@tributary/source";
import { SourceError, type SourceErrorCode } from "@tributary/source";
import { expect, it } from "vitest";
import { memorySuite } from "../testing/memory-suite.ts";
import { broken, describeChecks, type Sabotage } from "../testing/sabotage.ts";
import { faultChecks } from "./faults.ts";

const calls = (source: Source, onError: (error: unknown) => void): Partial<Source> => ({
  async validate(signal) {
    try {
      return await source.validate(signal);
    } catch (error) {
      onError(error);
      return { name: "memory", capabilities: [] };
    }
  },
  async pull(request) {
    try {
      return await source.pull(request);
    } catch (error) {
      onError(error);
      return { changes: [], cursor: "{}", hasMore: false };
    }
  },
  async *fetch(references, signal) {
    try {
      yield* source.fetch(references, signal);
    } catch (error) {
      onError(error);
    }
  },
});

const throwing = (make: (error: SourceError) => unknown) =>
  broken((source) =>
    calls(source, (error) => {
      throw make(error as SourceError);
    }),
  );

/** A source that never recovers from its first failure. */
const sulking = broken((source) => {
  let failure: unknown;
  const instance = calls(source, (error) => {
    failure = error;
    throw error;
  });
  return {
    ...instance,
    async validate(signal) {
      if (failure !== undefined) throw failure;
      return source.validate(signal);
    },
    pull: instance.pull ?? source.pull,
  };
});

const swallowed: Sabotage = [broken((source) => calls(source, () => {})), /succeeded although this was wrong/];
const bare: Sabotage = [throwing((error) => new Error(error.message)), /threw no SourceError/];
const lines: Sabotage = [
  throwing(({ code }) => new SourceError(code, "Bad:\n  at x", { retryAfterMs: 1 })),
  /one line/,
];
const empty: Sabotage = [throwing(({ code }) => new SourceError(code, " ", { retryAfterMs: 1 })), /not empty/];
const recoded = (code: SourceErrorCode): Sabotage => [
  throwing(({ message }) => new SourceError(code, message, { retryAfterMs: 1 })),
  /The code of what/,
];
const fatal = { "a failure swallowed": swallowed, "a bare error": bare, "another code": recoded("timeout") };
const passing = { ...fatal, "a failure that stays": [sulking, /once the fault is mended/] as Sabotage };

describeChecks("The checks of failures", faultChecks, {
  "rate-limited: the store answers rate-limited": {
    ...passing,
    "no word on when to come back": [
      throwing(({ code, message }) => new SourceError(code, message)),
      /retryAfterMs of a/,
    ],
    "another time than the provider's": [
      throwing(({ code, message }) => new SourceError(code, message, { retryAfterMs: 5 })),
      /retryAfterMs/,
    ],
  },
  "timeout: the store answers timeout": { ...passing, "another code": recoded("unavailable") },
  "unavailable: the store answers unavailable": {
    ...passing,
    "a fault nobody mends": [unmended(), /mend\(\) of the fault/],
  },
  "unauthorized: the store answers unauthorized": { ...fatal, "a message of several lines": lines },
  "forbidden: the store answers forbidden": { ...fatal, "an empty message": empty },
  "not-found: the store answers not-found": fatal,
  "it never meets invalid-config: Its configuration is a name, and every name will do.": {},
  "invalid-response: the store answers invalid-response": fatal,
  "cursor-expired: a cursor of another source": fatal,
});

it("a reason of one word is not enough for what is impossible", async () => {
  const { faults, ...suite } = memorySuite();
  const checks = faultChecks({ ...suite, faults: { ...faults, "invalid-config": { impossible: "no" } } });
  const check = checks.find(({ name }) => name === "it never meets invalid-config: no");
  await expect(check?.run()).rejects.toThrow(/reason given/);
});

function unmended() {
  const suite = memorySuite();
  const { unavailable } = suite.faults;
  if ("impossible" in unavailable) throw new Error("The memory suite has this fault.");
  const [fault] = unavailable;
  const once = {
    ...fault,
    provoke: async (world: Parameters<typeof fault.provoke>[0]) => {
      const { mend: _, ...provoked } = await fault.provoke(world);
      return provoked;
    },
  };
  return { ...suite, faults: { ...suite.faults, unavailable: [once] as const } };
}
