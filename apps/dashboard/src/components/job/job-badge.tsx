import type { Job } from "../../api/source.ts";
import { Badge } from "../badge.tsx";
import { jobState } from "./job-words.ts";

/** How a run does or how it ended. */
export function JobBadge({ job }: { readonly job: Pick<Job, "status" | "counts" | "waiting"> }) {
  const { tone, words } = jobState(job);
  return (
    <Badge tone={tone} dot>
      {words}
    </Badge>
  );
}
