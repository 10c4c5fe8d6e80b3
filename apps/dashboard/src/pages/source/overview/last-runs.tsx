import { Link } from "@tanstack/react-router";
import { isJobActive } from "../../../api/is-job-active.ts";
import type { Job } from "../../../api/source.ts";
import { ButtonLink } from "../../../components/button.tsx";
import { Section } from "../../../components/card.tsx";
import { formatDuration } from "../../../components/format.ts";
import { JobBadge } from "../../../components/job/job-badge.tsx";
import { changeWords, modeWords, progressWords, triggerWords } from "../../../components/job/job-words.ts";
import { RelativeTime } from "../../../components/relative-time.tsx";
import { ErrorState, Loading } from "../../../components/states.tsx";
import { Table } from "../../../components/table.tsx";

/** The newest runs of a source. */
export function LastRuns({
  sourceId,
  runs,
  error,
}: {
  readonly sourceId: string;
  readonly runs: readonly Job[] | undefined;
  readonly error: unknown;
}) {
  return (
    <Section
      title="Last runs"
      flush
      actions={
        runs &&
        runs.length > 0 && (
          <ButtonLink to="/sources/$sourceId/runs" params={{ sourceId }} size="small" look="quiet">
            All runs
          </ButtonLink>
        )
      }
    >
      {!runs && (error ? <ErrorState error={error} /> : <Loading what="Loading the runs" />)}
      {runs?.length === 0 && <p className="px-5 py-6 text-sm text-ink-2">It was never synced. Sync it now, above.</p>}
      {runs && runs.length > 0 && (
        <Table
          label="Last runs"
          rows={runs}
          keyOf={({ id }) => id}
          columns={[
            {
              name: "When",
              cell: ({ id, createdAt }) => (
                <Link to="/runs/$jobId" params={{ jobId: id }} className="font-medium hover:underline">
                  <RelativeTime time={createdAt} />
                </Link>
              ),
            },
            { name: "Result", cell: (job) => <JobBadge job={job} /> },
            { name: "What changed", cell: (job) => <What job={job} />, optional: true },
            {
              name: "Began by",
              cell: (job) => (
                <span className="text-ink-2">
                  {triggerWords(job.trigger)} · {modeWords(job).toLowerCase()}
                </span>
              ),
              optional: true,
            },
            { name: "Took", cell: ({ startedAt, finishedAt }) => took(startedAt, finishedAt), align: "end" },
          ]}
        />
      )}
    </Section>
  );
}

function What({ job }: { readonly job: Job }) {
  const { status, problem } = job;
  const words = isJobActive(job)
    ? progressWords(job)
    : status === "failed" && problem
      ? problem.message
      : changeWords(job);
  return (
    <span className="line-clamp-2 max-w-sm break-words text-ink-2" title={words}>
      {words}
    </span>
  );
}

function took(startedAt: string | null, finishedAt: string | null): string {
  if (!startedAt || !finishedAt) return "–";
  return formatDuration(Date.parse(finishedAt) - Date.parse(startedAt));
}
