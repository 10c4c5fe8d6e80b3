import { isSourceError, type SourceError, type SourceErrorCode, sourceErrorCodes } from "@tributary/source";
import { expect } from "vitest";
import { checkIn, type SourceCheck } from "../check.ts";
import { attempt, meetFault } from "../provoke.ts";
import type { Fault, FaultCode, SourceSuite } from "../suite.ts";
import type { SourceWorld } from "../world.ts";

/** Every failure the source can meet, and the word on those it cannot. */
export function faultChecks<World extends SourceWorld>(suite: SourceSuite<World>): readonly SourceCheck[] {
  return faultEntries(suite).flatMap(([code, entry]): readonly SourceCheck[] => {
    if ("impossible" in entry) return [explained(`it never meets ${code}: ${entry.impossible}`, entry.impossible)];
    return entry.map((fault) =>
      checkIn(suite, `${code}: ${fault.name}`, async (trial) => {
        const met = await meetFault(trial, fault);
        for (const operation of fault.operations) {
          const errors = await attempt(met, operation);
          expect(errors.length, `${operation} succeeded although this was wrong: ${fault.name}`).toBeGreaterThan(0);
          for (const error of errors) expectSourceError(error, code, operation);
          if (code === "rate-limited") for (const error of errors) expectRetryAfter(error, met.provoked.retryAfterMs);
        }
        if (!sourceErrorCodes[code].retryable) return;
        expect(
          met.provoked.mend,
          `mend() of the fault "${fault.name}": a ${code} call may succeed later`,
        ).toBeDefined();
        await met.provoked.mend?.();
        for (const operation of fault.operations) {
          expect(await attempt(met, operation), `Errors of ${operation} once the fault is mended`).toEqual([]);
        }
      }),
    );
  });
}

/** The fault table as a list. */
export function faultEntries<World extends SourceWorld>(suite: SourceSuite<World>) {
  return Object.entries(suite.faults) as readonly (readonly [FaultCode, (typeof suite.faults)[FaultCode]])[];
}

/** Every fault of the table, without the codes that are impossible. */
export function faultsOf<World extends SourceWorld>(suite: SourceSuite<World>): readonly Fault<World>[] {
  return faultEntries(suite).flatMap(([, entry]) => ("impossible" in entry ? [] : entry));
}

/** Fails unless the value is a SourceError with this code and one sentence a person can read. */
export function expectSourceError(error: unknown, code: SourceErrorCode, where: string): asserts error is SourceError {
  expect(isSourceError(error), `${where} threw no SourceError but ${String(error)}`).toBe(true);
  const { code: actual, message } = error as SourceError;
  expect(actual, `The code of what ${where} threw: ${message}`).toBe(code);
  expect(message.trim(), `The message of ${where}'s ${code} error is not empty`).not.toBe("");
  expect(message, `The message of ${where}'s ${code} error is one line`).not.toMatch(/[\r\n]/);
}

function expectRetryAfter(error: unknown, expected: number | undefined): void {
  const { retryAfterMs } = error as SourceError;
  expect(Number.isFinite(retryAfterMs), `retryAfterMs of a rate-limited error is ${retryAfterMs}`).toBe(true);
  expect(retryAfterMs, "retryAfterMs").toBeGreaterThan(0);
  if (expected !== undefined) expect(retryAfterMs, "retryAfterMs").toBe(expected);
}

/** Fails unless the reason is more than a word. */
export function expectReason(reason: string): void {
  expect(reason.trim(), "The reason given").toMatch(/^.{10,}$/);
}

function explained(name: string, reason: string): SourceCheck {
  return {
    name,
    async run() {
      expectReason(reason);
    },
  };
}
