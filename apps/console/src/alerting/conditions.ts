import type { SourceHealth } from "@tributary/database";
import type { AlertCondition, AlertSeverity, SyncSchedule } from "@tributary/validation";
import { nextSyncAfter } from "../syncs/sync-schedule.ts";
import { shorten } from "./shorten.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Longest a sync runs without anybody being told. */
const STUCK_AFTER_MS = HOUR_MS;

/** Syncs of a day that say something about the rest, and the share of them that has to succeed; half is an outage. */
const SYNCS_MIN = 10;
const SUCCESS_MIN = 0.9;
const SUCCESS_OUTAGE = 0.5;

/** Twice the nightly schedule. */
const SILENT_AFTER_MS = 48 * HOUR_MS;

/** What a sync of a source's own schedule may take before its result is missed. */
const SCHEDULE_GRACE_MS = 15 * MINUTE_MS;

/** Share of a source's documents that may vanish in an hour, and how many may whatever their share; half is an outage. */
const DROP_MAX = 0.1;
const DROP_OUTAGE = 0.5;
const DROP_UNDOUBTED = 10;

/** Share of a source's documents that may have failed. */
const FAILED_MAX = 0.05;

/** Characters of a source's name that go into a summary. */
const NAME_MAX_LENGTH = 100;

/** Something that is wrong. */
export interface Finding {
  readonly condition: AlertCondition;
  /** Null: all sources of the workspace. */
  readonly sourceId: string | null;
  readonly severity: AlertSeverity;
  readonly summary: string;
  readonly text: string;
}

/** Everything that is wrong with the sources of a workspace at a moment. */
export function findConditions(sources: readonly SourceHealth[], now: number): Finding[] {
  const found = sources.flatMap((source) => [
    ...stuck(source, now),
    ...silent(source, now),
    ...dropped(source),
    ...failedDocuments(source),
  ]);
  return [...found, ...successRates(sources)];
}

/** Whether what can be found of a source fell by more than it may. */
export function hasDropped({ documents, coverage }: SourceHealth): boolean {
  if (!coverage) return false;
  const lost = coverage.searchable - documents.searchable;
  return lost >= DROP_UNDOUBTED && lost > coverage.searchable * DROP_MAX;
}

/** Whether it is time to write down what can be found of a source: each hour, and not while it is less than it should be. */
export function isCoverageDue(source: SourceHealth, now: number): boolean {
  if (!source.coverage) return true;
  return now - source.coverage.recordedAt >= HOUR_MS && !hasDropped(source);
}

function stuck({ sourceId, name, runningSince }: SourceHealth, now: number): Finding[] {
  if (runningSince === null || now - runningSince <= STUCK_AFTER_MS) return [];
  const minutes = Math.floor((now - runningSince) / MINUTE_MS);
  return [
    {
      ...{ condition: "sync-stuck", sourceId, severity: "warning" },
      summary: `${shorten(name, NAME_MAX_LENGTH)}: a sync has been running for over an hour`,
      text: `It began ${minutes} minutes ago. The run shows how far it is and what it waits for. A first sync of much may take this long; one that does not move can be cancelled and asked for again: what it has done is kept.`,
    },
  ];
}

function silent(source: SourceHealth, now: number): Finding[] {
  const { sourceId, name, heardOfAt, runningSince, schedule } = source;
  if (runningSince !== null || now <= silentFrom(heardOfAt, schedule)) return [];
  const hours = Math.floor((now - heardOfAt) / HOUR_MS);
  return [
    {
      ...{ condition: "source-silent", sourceId, severity: "warning" },
      summary: `${shorten(name, NAME_MAX_LENGTH)}: no sync has succeeded for ${hours} hours`,
      text: `Its schedule has passed twice without one. See what its last sync said, and whether the workflows run.`,
    },
  ];
}

/** From when on a source that was heard of at a moment counts as silent: twice its schedule later. */
function silentFrom(heardOfAt: number, schedule: SyncSchedule | null): number {
  if (!schedule) return heardOfAt + SILENT_AFTER_MS;
  const first = nextSyncAfter(schedule, new Date(heardOfAt));
  const second = first && nextSyncAfter(schedule, first);
  return second ? second.getTime() + SCHEDULE_GRACE_MS : Number.POSITIVE_INFINITY;
}

function dropped(source: SourceHealth): Finding[] {
  const { sourceId, name, documents, coverage } = source;
  if (!coverage || !hasDropped(source)) return [];
  const lost = coverage.searchable - documents.searchable;
  const outage = lost > coverage.searchable * DROP_OUTAGE;
  return [
    {
      ...{ condition: "coverage-drop", sourceId, severity: outage ? "critical" : "error" },
      summary: `${shorten(name, NAME_MAX_LENGTH)}: ${lost} of ${coverage.searchable} documents are not found any more`,
      text: `${documents.searchable} can be found now, ${documents.failed} failed. If they were deleted on purpose, resolve this alert: what can be found now is then what is expected. If not, sync the source whole.`,
    },
  ];
}

function failedDocuments({ sourceId, name, documents }: SourceHealth): Finding[] {
  const { failed, total } = documents;
  if (failed <= total * FAILED_MAX) return [];
  return [
    {
      ...{ condition: "documents-failed", sourceId, severity: "warning" },
      summary: `${shorten(name, NAME_MAX_LENGTH)}: ${failed} of ${total} documents failed`,
      text: `They are tried again with every sync; each one says why it failed.`,
    },
  ];
}

/** Of each source with syncs enough, and of all the others together. */
function successRates(sources: readonly SourceHealth[]): Finding[] {
  const telling = sources.filter(({ ended }) => ended >= SYNCS_MIN);
  const others = sources.filter(({ ended }) => ended < SYNCS_MIN);
  const sum = (count: (source: SourceHealth) => number) => others.reduce((total, source) => total + count(source), 0);
  const rates = [
    ...telling.map(({ sourceId, name, ended, failed }) => ({
      sourceId,
      name: shorten(name, NAME_MAX_LENGTH),
      ended,
      failed,
    })),
    {
      sourceId: null,
      name: "All other sources",
      ended: sum(({ ended }) => ended),
      failed: sum(({ failed }) => failed),
    },
  ];
  return rates.flatMap(({ sourceId, name, ended, failed }): Finding[] => {
    const rate = ended === 0 ? 1 : (ended - failed) / ended;
    if (ended < SYNCS_MIN || rate >= SUCCESS_MIN) return [];
    return [
      {
        ...{ condition: "success-rate", sourceId, severity: rate < SUCCESS_OUTAGE ? "critical" : "error" },
        summary: `${name}: ${failed} of ${ended} syncs failed in the last 24 hours`,
        text: "Each run says why it failed.",
      },
    ];
  });
}
