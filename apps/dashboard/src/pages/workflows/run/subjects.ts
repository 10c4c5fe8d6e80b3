import type { WorkflowPayload } from "../../../api/workflows.ts";

/** What a run is about, as far as its input names it. */
export interface RunSubjects {
  readonly sourceId?: string;
  readonly jobId?: string;
  readonly documentId?: string;
}

const names = ["sourceId", "jobId", "documentId"] as const;

/** Reads what a run is about from its input. */
export function subjectsOf(input: WorkflowPayload | null): RunSubjects {
  if (!input || input.cut) return {};
  const value = JSON.parse(input.text) as unknown;
  if (typeof value !== "object" || value === null) return {};
  const named = names.flatMap((name) => {
    const id: unknown = Reflect.get(value, name);
    return typeof id === "string" && id !== "" ? [[name, id]] : [];
  });
  return Object.fromEntries(named) as RunSubjects;
}
