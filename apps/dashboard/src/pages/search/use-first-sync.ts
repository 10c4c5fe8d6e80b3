import { useQuery } from "@tanstack/react-query";
import { isJobActive } from "../../api/is-job-active.ts";
import { jobQuery, listJobs } from "../../api/jobs.ts";

/** It is there within a moment. */
const LOOK_MS = 300;

/** The first sync of a source that was connected just now; null until there is one. `JobProgress` keeps it true. */
export function useFirstSync(sourceId: string | null) {
  const { data: jobId = null } = useQuery({
    queryKey: ["jobs", "first", sourceId],
    queryFn: async ({ signal }) => (await listJobs({ sourceId: sourceId ?? "", limit: 1 }, signal)).jobs[0]?.id ?? null,
    enabled: sourceId !== null,
    refetchInterval: ({ state }) => (state.data ? false : LOOK_MS),
  });
  const { data: job = null } = useQuery({ ...jobQuery(jobId ?? ""), enabled: jobId !== null });
  return { jobId, job, over: job !== null && !isJobActive(job) };
}
