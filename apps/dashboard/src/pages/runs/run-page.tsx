import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { isJobActive } from "../../api/is-job-active.ts";
import type { Job } from "../../api/source.ts";
import { sourcesQuery } from "../../api/sources.ts";
import { useJob } from "../../api/use-job.ts";
import { BackLink } from "../../components/back-link.tsx";
import { ButtonLink } from "../../components/button.tsx";
import { Section } from "../../components/card.tsx";
import { JobWhole } from "../../components/job/job-whole.tsx";
import { causeWords } from "../../components/job/job-words.ts";
import { Page } from "../../components/page.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { SourceIcon } from "../../components/source-icon.tsx";
import { Notice } from "../../components/states.tsx";
import { type Missing, UnloadedPage } from "../../components/unloaded-page.tsx";
import { RunCounts } from "./run-counts.tsx";
import { RunDocuments } from "./run-documents.tsx";
import { RunFacts } from "./run-facts.tsx";

const missing: Missing = {
  title: "There is no such run",
  to: "/runs",
  link: "All runs",
  why: "It was of a source that is gone for good, it is too old to be kept, or the address is wrong.",
};

/** Everything about one run, live while it is under way. */
export function RunPage() {
  const { jobId } = useParams({ from: "/signed-in/runs/$jobId" });
  const { data: job, error, refetch } = useJob(jobId);
  if (job) return <Shown job={job} />;
  return <UnloadedPage what="run" error={error} onRetry={refetch} missing={missing} />;
}

function Shown({ job }: { readonly job: Job }) {
  const { data: sources } = useQuery(sourcesQuery(true));
  const source = sources?.find(({ id }) => id === job.sourceId);
  const name = source?.name ?? "a source that is gone";
  const { counts, sourceId } = job;
  return (
    <Page
      title={sources ? `Run of ${name}` : "Run"}
      heading={
        <>
          <BackLink to="/runs">Runs</BackLink>
          <span className="flex items-start gap-2.5">
            {source && <SourceIcon kind={source.kind} className="mt-1 size-6" />}
            <span className="min-w-0 break-words">{sources ? `Run of ${name}` : "Run"}</span>
          </span>
        </>
      }
      description={
        <>
          {causeWords(job)} · <RelativeTime time={job.createdAt} />
        </>
      }
      actions={
        source && (
          <ButtonLink to="/sources/$sourceId" params={{ sourceId }} size="small">
            To the source
          </ButtonLink>
        )
      }
    >
      <Section title={isJobActive(job) ? "Progress" : "Result"}>
        <JobWhole job={job} linked={false} />
      </Section>
      {counts.held > 0 && source?.status !== "archived" && (
        <Notice
          tone="warn"
          title="Deletions are held"
          actions={
            <Link
              to="/sources/$sourceId"
              params={{ sourceId }}
              hash="held-deletions"
              className="font-medium text-accent hover:underline"
            >
              Look at them
            </Link>
          }
        >
          The listing missed so much of the source that nothing was removed: decide whether it is really gone.
        </Notice>
      )}
      {job.status !== "queued" && <RunCounts job={job} />}
      {source && source.status !== "archived" && <RunDocuments job={job} />}
      <RunFacts job={job} />
    </Page>
  );
}
