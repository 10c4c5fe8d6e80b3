import type { Job } from "./source.ts";

/** Whether a run can still change. */
export function isJobActive({ status }: Pick<Job, "status">): boolean {
  return status === "queued" || status === "running";
}
