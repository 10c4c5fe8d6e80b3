import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Job } from "../../api/source.ts";
import { Section } from "../../components/card.tsx";
import { CopyButton } from "../../components/copy-button.tsx";
import { formatDuration, formatMoment } from "../../components/format.ts";
import { modeWords, rateWords, recoveredJobId, triggerWords } from "../../components/job/job-words.ts";
import { Took } from "../../components/job/took.tsx";

/** What began a run, what it was to do, and when it did. */
export function RunFacts({ job }: { readonly job: Job }) {
  const { id, createdAt, startedAt, finishedAt, progress, trigger } = job;
  const recovered = recoveredJobId(trigger);
  return (
    <Section title="About it">
      <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-2">
        <Fact name="Began by">
          {recovered ? (
            <Link to="/runs/$jobId" params={{ jobId: recovered }} className="text-accent hover:underline">
              {triggerWords(trigger)}
            </Link>
          ) : (
            triggerWords(trigger)
          )}
        </Fact>
        <Fact name="Read">{readWords(job)}</Fact>
        <Fact name="Asked for">
          <Moment time={createdAt} />
        </Fact>
        <Fact name="Began">
          {startedAt ? (
            <>
              <Moment time={startedAt} /> {waitedWords(createdAt, startedAt)}
            </>
          ) : (
            "Not yet"
          )}
        </Fact>
        <Fact name="Ended">{finishedAt ? <Moment time={finishedAt} /> : "Not yet"}</Fact>
        <Fact name="Took">
          <Took job={job} />
          {progress.perSecond !== null && progress.perSecond > 0 && (
            <span className="text-ink-3">, {rateWords(progress.perSecond)}</span>
          )}
        </Fact>
        <Fact name="Id">
          <span className="flex items-center gap-1">
            <code className="min-w-0 font-mono text-[13px] break-all">{id}</code>
            <CopyButton text={id} label="Copy the id" />
          </span>
        </Fact>
      </dl>
    </Section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-[13px] text-ink-3">{name}</dt>
      <dd className="min-w-0 break-words tabular">{children}</dd>
    </div>
  );
}

function Moment({ time }: { readonly time: string }) {
  return (
    <time dateTime={time} title={time}>
      {formatMoment(time)}
    </time>
  );
}

/** Milliseconds a run may be queued before anybody wonders. */
const SOON_MS = 5_000;

function waitedWords(createdAt: string, startedAt: string): string {
  const waited = Date.parse(startedAt) - Date.parse(createdAt);
  return waited > SOON_MS ? `(queued for ${formatDuration(waited)})` : "";
}

function readWords(job: Job): string {
  const mode = modeWords(job);
  if (mode === "Everything") return "Everything there is";
  return mode === "Changes" ? "What changed since the run before" : "Documents that had failed";
}
