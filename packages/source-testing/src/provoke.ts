import type { Source } from "@tributary/source";
import type { DocumentReference } from "@tributary/validation";
import type { Trial } from "./check.ts";
import { FULL_PULL, fetchAll, pullPages, referencesOf } from "./reading.ts";
import type { Fault, FaultOperation, ProvokedFault } from "./suite.ts";
import type { SourceWorld } from "./world.ts";

/** A fault that has been brought about, with what it takes to run into it. */
export interface MetFault {
  readonly provoked: ProvokedFault;
  readonly world: SourceWorld;
  readonly source: Source;
  /** What a pull listed while all was well. */
  readonly references: readonly DocumentReference[];
}

/** Reads a world through while all is well, then brings a fault about. */
export async function meetFault<World extends SourceWorld>(
  trial: Trial<World>,
  fault: Fault<World>,
): Promise<MetFault> {
  const before = trial.source();
  const references = referencesOf(await pullPages(before, FULL_PULL));
  const provoked = await fault.provoke(trial.world);
  const source = provoked.source === undefined ? trial.source() : trial.closing(provoked.source());
  return { provoked, world: trial.world, source, references };
}

/** Makes one call and returns what went wrong: the error thrown, or those of failed results that nobody expects anyway. */
export async function attempt(met: MetFault, operation: FaultOperation): Promise<readonly unknown[]> {
  const { source, references, provoked, world } = met;
  const failures: unknown[] = [];
  try {
    if (operation === "validate") await source.validate();
    if (operation === "pull") {
      const { cursor } = provoked;
      await pullPages(source, cursor === undefined ? FULL_PULL : { mode: "incremental", cursor });
    }
    if (operation === "fetch") {
      for (const result of await fetchAll(source, references)) {
        if (result.type !== "failed" || world.failed?.[result.id] === result.error.code) continue;
        failures.push(result.error);
      }
    }
  } catch (error) {
    failures.push(error);
  }
  return failures;
}
