import { z } from "zod";
import { entryWorkflows } from "./entry.ts";
import { maintenanceWorkflows } from "./maintenance.ts";
import { orchestrationWorkflows } from "./orchestration.ts";
import { processingWorkflows } from "./processing.ts";
import { sourceWorkflows } from "./sources.ts";

/**
 * Every workflow: the event that triggers it, what it takes and what it returns. Ids and event names are relied on from
 * outside and never change.
 */
export const workflows = {
  ...entryWorkflows,
  ...orchestrationWorkflows,
  ...sourceWorkflows,
  ...processingWorkflows,
  ...maintenanceWorkflows,
} as const;

export type WorkflowId = keyof typeof workflows;
export type WorkflowInput<Id extends WorkflowId> = z.infer<(typeof workflows)[Id]["input"]>;
export type WorkflowOutput<Id extends WorkflowId> = z.infer<(typeof workflows)[Id]["output"]>;

type Named<Part extends "input" | "output"> = {
  [Id in WorkflowId]: z.ZodObject<{ workflow: z.ZodLiteral<Id> } & Record<Part, (typeof workflows)[Id][Part]>>;
}[WorkflowId];

function byWorkflow<Part extends "input" | "output">(part: Part) {
  const options = Object.entries(workflows).map(([id, workflow]) =>
    z.object({ workflow: z.literal(id), [part]: workflow[part] }),
  );
  return z.discriminatedUnion("workflow", options as unknown as [Named<Part>, ...Named<Part>[]]);
}

/** What any workflow takes, discriminated by `workflow`. */
export const workflowInputSchema = byWorkflow("input");

/** What any workflow returns, discriminated by `workflow`. */
export const workflowOutputSchema = byWorkflow("output");
