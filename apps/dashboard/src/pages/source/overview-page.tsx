import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { isJobActive } from "../../api/is-job-active.ts";
import { lastRunsQuery, sourceQuery } from "../../api/source.ts";
import { Section } from "../../components/card.tsx";
import { JobProgress } from "../../components/job-progress.tsx";
import { CompletenessSection } from "./overview/completeness-section.tsx";
import { DisconnectedNotice } from "./overview/disconnected-notice.tsx";
import { LargeDeletions } from "./overview/large-deletions.tsx";
import { LastRuns } from "./overview/last-runs.tsx";
import { ProblemNotice } from "./overview/problem-notice.tsx";

/** How a source does: the sync under way, what is wrong, what waits for a decision, how complete it is, the last runs. */
export function SourceOverviewPage() {
  const { sourceId } = useParams({ from: "/signed-in/sources/$sourceId" });
  const source = useQuery(sourceQuery(sourceId)).data?.source;
  const { data: runs, error } = useQuery(lastRunsQuery(sourceId));
  if (!source) return null;
  if (source.status === "archived") {
    return (
      <>
        <DisconnectedNotice source={source} />
        <LastRuns sourceId={sourceId} runs={runs} error={error} />
      </>
    );
  }
  const running = runs?.find(isJobActive);
  return (
    <>
      {source.problem && <ProblemNotice source={source} problem={source.problem} />}
      {running && (
        <Section title="Syncing now">
          <JobProgress jobId={running.id} />
        </Section>
      )}
      <LargeDeletions sourceId={sourceId} />
      <CompletenessSection sourceId={sourceId} />
      <LastRuns sourceId={sourceId} runs={runs} error={error} />
    </>
  );
}
