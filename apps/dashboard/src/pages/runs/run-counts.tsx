import type { ReactNode } from "react";
import { isJobActive } from "../../api/is-job-active.ts";
import type { Job } from "../../api/source.ts";
import { Section } from "../../components/card.tsx";
import { formatCount } from "../../components/format.ts";

type Name = keyof Job["counts"];

const documents: readonly (readonly [Name, string, string])[] = [
  ["listed", "Listed", "Found by the listing"],
  ["unchanged", "Unchanged", "Left as they are"],
  ["added", "Added", "New, and searchable now"],
  ["updated", "Updated", "Changed, and read again"],
  ["deleted", "Deleted", "Gone there, removed here"],
  ["skipped", "Skipped", "Left out on purpose"],
  ["failed", "Failed", "Could not be read or indexed"],
  ["held", "Deletions held", "Wait for a decision"],
];

const texts: readonly (readonly [Name, string, string])[] = [
  ["chunks", "Passages", "Written to the index"],
  ["embedded", "Texts embedded", "Sent to the model"],
  ["cached", "From the cache", "Embedded before: nothing spent"],
];

/** Everything a run counted. */
export function RunCounts({ job }: { readonly job: Job }) {
  const { counts } = job;
  const cell = ([name, title, detail]: readonly [Name, string, string]) => {
    const value = counts[name];
    return (
      <Cell key={name} title={title} detail={detail}>
        <span className={toneOf(name, value)}>{formatCount(value)}</span>
      </Cell>
    );
  };
  return (
    <Section title={isJobActive(job) ? "What it has done so far" : "What it did"} flush>
      <h3 className="sr-only">Documents</h3>
      <dl className={grid}>{documents.map(cell)}</dl>
      <h3 className="sr-only">Texts</h3>
      <dl className={`${grid} border-t border-line`}>{texts.map(cell)}</dl>
    </Section>
  );
}

const grid = "grid grid-cols-2 gap-x-4 gap-y-4 px-4 py-4 sm:grid-cols-4 sm:px-5";

function Cell({
  title,
  detail,
  children,
}: {
  readonly title: string;
  readonly detail: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="min-w-0">
      <dt className="text-[13px] text-ink-2">{title}</dt>
      <dd className="text-lg font-semibold tracking-tight tabular">{children}</dd>
      <dd className="text-xs text-ink-3">{detail}</dd>
    </div>
  );
}

function toneOf(name: Name, value: number): string {
  if (value === 0) return "font-normal text-ink-3";
  return name === "failed" ? "text-bad" : name === "held" ? "text-warn" : "text-ink";
}
