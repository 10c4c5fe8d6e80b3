import { join } from "node:path";
import { readCompletedSteps, readFinalState } from "./final-state.ts";
import { readJournal } from "./journal.ts";
import { type LifeOptions, lifeFiles, live } from "./life.ts";
import type { Scenario } from "./scenario.ts";

/** How the workload ends when nothing disturbs it: what every other history is compared with. */
export interface Reference {
  readonly scenarios: readonly Scenario[];
  readonly finalState: readonly string[];
  /** The most executions of any step of that name, in one run. */
  readonly executions: ReadonlyMap<string, number>;
}

/** Lives the workload once in an empty folder and describes its end. */
export async function liveReference(options: LifeOptions): Promise<Reference> {
  await live(options);
  const { folder, scenarios } = options;
  const { executions, faults } = readJournal(join(folder, lifeFiles.journal));
  if (faults.length > 0) throw new Error(`The undisturbed workload went wrong: ${faults.join("; ")}`);
  const most = new Map<string, number>();
  for (const [key, count] of executions) most.set(stepOf(key), Math.max(most.get(stepOf(key)) ?? 0, count));
  return { scenarios, finalState: readFinalState(join(folder, lifeFiles.engine), scenarios), executions: most };
}

/** The step's name in a journal's key, `<run> <step>`. */
function stepOf(key: string): string {
  return key.slice(key.indexOf(" ") + 1);
}

/**
 * What is wrong with a history that ended after `kills` kills: a difference in its final state, a step that ran after
 * its result was recorded or more often than the kills explain, one with a result that never ran.
 */
export function problemsOf(folder: string, reference: Reference, kills: number): string[] {
  const { executions, faults } = readJournal(join(folder, lifeFiles.journal));
  const file = join(folder, lifeFiles.engine);
  const unexplained = [...executions]
    .filter(([key, count]) => count > (reference.executions.get(stepOf(key)) ?? 1) + kills)
    .map(([key, count]) => `${key} was executed ${count} times`);
  const untouched = readCompletedSteps(file)
    .filter((key) => !executions.has(key) && reference.executions.has(stepOf(key)))
    .map((key) => `${key} has a result and was never executed`);
  const finalState = readFinalState(file, reference.scenarios);
  return [...faults, ...unexplained, ...untouched, ...differences(reference.finalState, finalState)];
}

function differences(expected: readonly string[], actual: readonly string[]): string[] {
  const left = [...actual];
  const missing = expected.filter((line) => {
    const index = left.indexOf(line);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return [...missing.map((line) => `missing: ${line}`), ...left.map((line) => `unexpected: ${line}`)];
}
