import type { WorkflowRun } from "../../api/workflows.ts";

/** A list put together from what was asked for at different times. */
export interface MergedWorkflowRuns {
  /** The newest first. */
  readonly runs: readonly WorkflowRun[];
  /** The runs that the newest do not tell about: those of them that are not over have to be asked for one by one. */
  readonly unseen: ReadonlySet<string>;
  /** Whether more runs came since the pages were read than the newest tell of: the list has a gap. */
  readonly gap: boolean;
}

/** Puts the newest runs in front of the pages of a list; each run is shown once, as it was seen last. */
export function mergeWorkflowRuns(
  pages: readonly WorkflowRun[],
  newest: readonly WorkflowRun[] | undefined,
): MergedWorkflowRuns {
  if (!newest) return { runs: pages, unseen: new Set(), gap: false };
  const paged = new Map(pages.map((run) => [run.id, run]));
  const fresh = new Set(newest.map(({ id }) => id));
  const unseen = new Set(pages.filter(({ id }) => !fresh.has(id)).map(({ id }) => id));
  const gap = pages.length > 0 && newest.length > 0 && !newest.some(({ id }) => paged.has(id));
  if (gap) return { runs: pages, unseen, gap };
  const first = pages[0];
  const runs = [
    ...newest.filter(({ id }) => !paged.has(id) && (first === undefined || id > first.id)),
    ...pages.map((run) => later(run, newest, fresh)),
  ];
  return { runs, unseen, gap };
}

/** Of two states of a run the later one: what is over does not go on. */
function later(run: WorkflowRun, newest: readonly WorkflowRun[], fresh: ReadonlySet<string>): WorkflowRun {
  if (run.endedAt !== null || !fresh.has(run.id)) return run;
  return newest.find(({ id }) => id === run.id) ?? run;
}
