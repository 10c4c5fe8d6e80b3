import { expect } from "vitest";
import { checkIn, type SourceCheck, type Trial } from "../check.ts";
import { attempt, meetFault } from "../provoke.ts";
import { FULL_PULL, fetchAll, pullPages, referencesOf } from "../reading.ts";
import { containsSecret } from "../secrets.ts";
import type { SourceSuite } from "../suite.ts";
import type { SourceWorld } from "../world.ts";
import { faultsOf } from "./faults.ts";

/** Shortest secret that can be looked for without finding it by chance, in characters. */
const MIN_SECRET_LENGTH = 12;

/** Credentials stay where they are. */
export function secretChecks<World extends SourceWorld>(suite: SourceSuite<World>): readonly SourceCheck[] {
  return [
    checkIn(suite, "no credential shows up in what it hands out or logs", async (trial) => {
      const { secrets } = trial.world;
      for (const secret of secrets) {
        expect(secret.length, "The length of a secret of the world").toBeGreaterThanOrEqual(MIN_SECRET_LENGTH);
      }
      const source = trial.source();
      const account = await source.validate();
      const pages = await pullPages(source, FULL_PULL);
      const results = await fetchAll(source, referencesOf(pages));
      for (const [what, value] of Object.entries({ account, pages, results })) expectClean(trial, what, value);
      expectClean(trial, "log", trial.world.logged?.());
    }),

    ...faultsOf(suite).map((fault) =>
      checkIn(suite, `no credential shows up in its errors or log: ${fault.name}`, async (trial) => {
        const met = await meetFault(trial, fault);
        for (const operation of fault.operations) {
          for (const error of await attempt(met, operation)) expectClean(trial, `error of ${operation}`, error);
        }
        expectClean(trial, "log", trial.world.logged?.());
      }),
    ),
  ];
}

function expectClean({ world }: Trial, what: string, value: unknown): void {
  // The value itself stays out of the failure message: it would carry the secret into a build log.
  expect(containsSecret(value, world.secrets), `The ${what} carries a credential`).toBe(false);
}
