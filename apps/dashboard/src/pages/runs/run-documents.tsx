import { useNavigate, useSearch } from "@tanstack/react-router";
import { RotateCw } from "lucide-react";
import { isJobActive } from "../../api/is-job-active.ts";
import type { ListedDocument } from "../../api/listings.ts";
import type { Job } from "../../api/source.ts";
import { Button } from "../../components/button.tsx";
import { Section } from "../../components/card.tsx";
import { classes } from "../../components/classes.ts";
import { DocumentList } from "../../components/document-list/document-list.tsx";
import { RetryProgress } from "../../components/document-list/retry-progress.tsx";
import { useRetry } from "../../components/document-list/use-retry.ts";
import { formatCount } from "../../components/format.ts";

type Shown = Exclude<ListedDocument["status"], "pending">;

const LIVE_MS = 3_000;

const names: Readonly<Record<Shown, string>> = { failed: "Failed", skipped: "Skipped", searchable: "Read" };

/** What can be shown of a run's documents: those it has any of, what went wrong first. */
export function shownOf({ counts }: Pick<Job, "counts">): { readonly status: Shown; readonly count: number }[] {
  return [
    { status: "failed" as const, count: counts.failed },
    { status: "skipped" as const, count: counts.skipped },
    { status: "searchable" as const, count: counts.added + counts.updated },
  ].filter(({ count }) => count > 0);
}

/** The documents of a run: each that failed or was skipped with its reason, and those it read. */
export function RunDocuments({ job }: { readonly job: Job }) {
  const { id: jobId, sourceId, counts } = job;
  const { documents } = useSearch({ from: "/signed-in/runs/$jobId" });
  const navigate = useNavigate();
  const { jobId: retryJobId, busyId, retryOne, retryAll, isRetryingAll } = useRetry(sourceId);
  const offered = shownOf(job);
  const chosen = offered.find(({ status }) => status === documents) ?? offered[0];
  if (!chosen) return null;
  const { status } = chosen;
  return (
    <Section
      flush
      title="Documents"
      description={status === "failed" ? "What failed is tried again by the next run, or now." : undefined}
      actions={
        <>
          <Choices
            offered={offered}
            chosen={status}
            onChoose={(next) =>
              void navigate({
                to: "/runs/$jobId",
                params: { jobId },
                search: { documents: next },
                replace: true,
                resetScroll: false,
              })
            }
          />
          {status === "failed" && counts.failed > 1 && !isJobActive(job) && (
            <Button
              size="small"
              busy={isRetryingAll}
              icon={<RotateCw aria-hidden="true" className="size-3.5" />}
              onClick={retryAll}
              title="Every document of this source that failed, in this run or another"
            >
              Retry all
            </Button>
          )}
        </>
      }
    >
      {retryJobId && <RetryProgress sourceId={sourceId} jobId={retryJobId} />}
      <DocumentList
        sourceId={sourceId}
        filter={{ jobId, status }}
        liveMs={isJobActive(job) ? LIVE_MS : false}
        busyId={busyId}
        onRetry={retryOne}
        empty={
          <p className="px-5 py-6 text-sm text-ink-2">
            {isJobActive(job) ? "They are listed in a moment." : gone(status)}
          </p>
        }
      />
    </Section>
  );
}

function Choices({
  offered,
  chosen,
  onChoose,
}: {
  readonly offered: ReturnType<typeof shownOf>;
  readonly chosen: Shown;
  readonly onChoose: (status: Shown) => void;
}) {
  if (offered.length === 1) {
    return offered.map(({ status, count }) => (
      <p key={status} className="text-[13px] text-ink-2 tabular">
        {formatCount(count)} {names[status].toLowerCase()}
      </p>
    ));
  }
  return (
    <fieldset className="flex rounded-lg border border-line-strong p-0.5">
      <legend className="sr-only">Which documents</legend>
      {offered.map(({ status, count }) => (
        <button
          key={status}
          type="button"
          aria-pressed={status === chosen}
          onClick={() => onChoose(status)}
          className={classes(
            "min-h-7 rounded-md px-2.5 text-[13px] font-medium",
            status === chosen ? "bg-accent-soft text-accent" : "text-ink-2 hover:text-ink",
          )}
        >
          {names[status]} <span className="font-normal tabular">{formatCount(count)}</span>
        </button>
      ))}
    </fieldset>
  );
}

function gone(status: Shown): string {
  return status === "failed"
    ? "Later runs have taken these up: none of them is failed because of this run any more."
    : "Later runs have read these again: they are listed there.";
}
