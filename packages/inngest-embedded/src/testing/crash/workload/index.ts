import type { Scenario } from "../scenario.ts";
import { failureScenarios } from "./failures.ts";
import { flowScenarios } from "./flow.ts";
import { outsideScenarios } from "./outside.ts";
import { parallelScenarios } from "./parallel.ts";
import { stepScenarios } from "./steps.ts";
import { waitScenarios } from "./waits.ts";

/** The whole workload: every feature of the engine that keeps something in its file. */
export const workload: readonly Scenario[] = [
  ...stepScenarios,
  ...parallelScenarios,
  ...failureScenarios,
  ...waitScenarios,
  ...flowScenarios,
  ...outsideScenarios,
];
