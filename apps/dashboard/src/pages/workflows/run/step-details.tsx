import { ArrowRight, RotateCcw } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { WorkflowRunDetails, WorkflowStep } from "../../../api/workflows.ts";
import { Button, ButtonLink } from "../../../components/button.tsx";
import { formatDuration, formatMoment } from "../../../components/format.ts";
import { JsonView } from "../../../components/json/json-view.tsx";
import { formatInstant, stepKindWords, stepStatusWords } from "../workflow-words.ts";
import { ErrorView } from "./error-view.tsx";
import { RerunDialog } from "./run-actions.tsx";
import { queueTimeOf } from "./step-spans.ts";

/** All that is known of a step. */
export function StepDetails({
  step,
  run,
  now,
}: {
  readonly step: WorkflowStep;
  readonly run: WorkflowRunDetails;
  readonly now: number;
}) {
  const [asking, setAsking] = useState(false);
  const { attempts, input, output, error, invokedRunId } = step;
  const failed = attempts.filter((attempt) => attempt.error !== null);
  const told = failed.at(-1)?.error?.message === error?.message;
  return (
    <div className="space-y-4">
      <Times step={step} now={now} />
      {failed.length > 0 && (
        <ol aria-label="Attempts" className="space-y-3">
          {attempts.map(({ attempt, at, error: why }) => (
            <li key={`${attempt} ${at}`} className={`border-l-2 pl-3 ${why ? "border-bad" : "border-good"}`}>
              <p className="text-[13px] text-ink-3 tabular">
                Attempt {attempt} {why ? "failed" : "succeeded"} at {formatInstant(at, now)}
              </p>
              {why && <ErrorView error={why} />}
            </li>
          ))}
        </ol>
      )}
      {error && !told && <ErrorView error={error} />}
      {(input || output) && (
        <div className="grid items-start gap-4 lg:grid-cols-2">
          {input && <JsonView name="Input" json={input} />}
          {output && <JsonView name="Output" json={output} />}
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        {invokedRunId && (
          <ButtonLink
            to="/workflows/$runId"
            params={{ runId: invokedRunId }}
            size="small"
            icon={<ArrowRight aria-hidden="true" className="size-4" />}
          >
            To the run it started
          </ButtonLink>
        )}
        <Button size="small" icon={<RotateCcw aria-hidden="true" className="size-4" />} onClick={() => setAsking(true)}>
          Run again from here
        </Button>
      </div>
      <RerunDialog run={run} step={step} open={asking} onClose={() => setAsking(false)} />
    </div>
  );
}

function Times({ step, now }: { readonly step: WorkflowStep; readonly now: number }) {
  const { kind, status, queuedAt, startedAt, endedAt, dueAt } = step;
  const queued = queueTimeOf(step);
  const left = dueAt === null ? null : Date.parse(dueAt) - now;
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1.5 text-[13px]">
      <Fact name="Kind">{stepKindWords[kind]}</Fact>
      <Fact name="State">{stepStatusWords[status]}</Fact>
      {queuedAt && startedAt === null && <Fact name="Queued">{moment(queuedAt, now)}</Fact>}
      {startedAt && <Fact name="Began">{moment(startedAt, now)}</Fact>}
      {queued !== null && <Fact name="After">{formatDuration(queued)} in the queue</Fact>}
      {endedAt && <Fact name="Ended">{moment(endedAt, now)}</Fact>}
      {dueAt && (
        <Fact name={dueNames[kind] ?? "Next attempt"}>
          {moment(dueAt, now)}
          {left !== null && left > 0 && <span className="text-ink-3">, in {formatDuration(left)}</span>}
        </Fact>
      )}
    </dl>
  );
}

const dueNames: Partial<Record<WorkflowStep["kind"], string>> = {
  sleep: "Sleeps until",
  "wait-for-event": "Gives up at",
  "wait-for-signal": "Gives up at",
  invoke: "Gives up at",
};

function moment(time: string, now: number): ReactNode {
  return (
    <time dateTime={time} title={formatMoment(time)}>
      {formatInstant(time, now)}
    </time>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-ink-3">{name}</dt>
      <dd className="tabular">{children}</dd>
    </div>
  );
}
