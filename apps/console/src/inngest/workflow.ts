import { type WorkflowId, type WorkflowInput, type WorkflowOutput, workflows } from "@tributary/validation";
import { type GetStepTools, type Inngest, NonRetriableError, referenceFunction } from "inngest";
import type { z } from "zod";
import type { Services } from "../services.ts";

/** What every function of the console is built from. */
export interface WorkflowContext {
  readonly inngest: Inngest;
  readonly services: Services;
}

/** Id under which the functions are registered with Inngest. */
export const APP_ID = "tributary";

/** Checks a function's input against its schema; throws NonRetriableError that names what is wrong. */
export function parseInput<Id extends WorkflowId>(id: Id, data: unknown): WorkflowInput<Id> {
  const parsed = workflows[id].input.safeParse(data);
  if (parsed.success) return parsed.data as WorkflowInput<Id>;
  const issues = parsed.error.issues.map((issue) => `${issue.path.join(".") || "data"}: ${issue.message}`);
  throw new NonRetriableError(`${id} was given data it cannot use: ${issues.join("; ")}.`);
}

/** Invokes a workflow by its id as a step, and waits for what it returns. */
export async function invoke<Id extends WorkflowId>(
  step: GetStepTools<Inngest>,
  stepId: string,
  id: Id,
  data: z.input<(typeof workflows)[Id]["input"]>,
): Promise<WorkflowOutput<Id>> {
  // As a plain string: which of the workflows it is, the schemas on both sides know.
  const functionId: string = id;
  const result = await step.invoke(stepId, { function: referenceFunction({ appId: APP_ID, functionId }), data });
  return workflows[id].output.parse(result) as WorkflowOutput<Id>;
}
