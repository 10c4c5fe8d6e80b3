import { isJobActive } from "../../api/is-job-active.ts";
import type { Job } from "../../api/source.ts";
import type { Tone } from "../badge.tsx";
import { formatCount, formatDuration, formatPlural } from "../format.ts";

/** The state of a run in a few words. */
export interface JobState {
  readonly tone: Tone;
  readonly words: string;
}

/** What a run's state is called where it is chosen from. */
export const statusWords: Readonly<Record<Job["status"], string>> = {
  queued: "Queued",
  running: "Running",
  completed: "Completed",
  completed_with_failures: "Completed with failures",
  failed: "Failed",
  cancelled: "Cancelled",
};

/** How a run does or how it ended; one with losses never sounds like plain success. */
export function jobState({ status, counts, waiting }: Pick<Job, "status" | "counts" | "waiting">): JobState {
  switch (status) {
    case "queued":
      return { tone: "neutral", words: "Queued" };
    case "running":
      return waiting ? { tone: "warn", words: "Waiting" } : { tone: "info", words: "Running" };
    case "completed":
      return { tone: "good", words: "Completed" };
    case "completed_with_failures":
      return { tone: "warn", words: lossWords(counts) };
    case "failed":
      return { tone: "bad", words: "Failed" };
    case "cancelled":
      return { tone: "neutral", words: "Cancelled" };
  }
}

function lossWords({ failed, held }: Job["counts"]): string {
  if (failed > 0) return `Completed with ${formatPlural(failed, "failure")}`;
  return held > 0 ? `Completed, ${formatPlural(held, "deletion")} held` : "Completed with failures";
}

/** What had a run begin. */
export function triggerWords(trigger: string): string {
  const [first = ""] = trigger.split(":");
  switch (first) {
    case "api":
    case "manual":
    case "user":
      return "By hand";
    case "schedule":
      return trigger === "schedule:daily" ? "Nightly schedule" : "Schedule";
    case "connected":
      return "First sync";
    case "push":
      return "Webhook (push)";
    case "retry":
      return "Retry of failed documents";
    case "follow-up":
      return "Asked for during a run";
    case "recovery":
      return "Recovery of a failed run";
    case "cleanup":
      return "Clean-up";
    default:
      // What webhooks tell arrives under the names of the workflows that read it.
      return first === "webhook" || first.includes(".") ? "Webhook" : trigger;
  }
}

/** The run that a recovery was for; null for any other. */
export function recoveredJobId(trigger: string): string | null {
  return trigger.startsWith("recovery:") ? trigger.slice("recovery:".length) : null;
}

/** What a run listed, in the words of its mode. */
export function modeWords({ mode, trigger }: Pick<Job, "mode" | "trigger">): string {
  if (trigger === "retry") return "Failed documents";
  return mode === "full" ? "Everything" : "Changes";
}

/** What had a run begin and what it listed: `Webhook · Changes`. */
export function causeWords(job: Pick<Job, "mode" | "trigger">): string {
  const began = triggerWords(job.trigger);
  return job.trigger === "retry" ? began : `${began} · ${modeWords(job)}`;
}

const changes = ["added", "updated", "deleted", "skipped", "failed"] as const;

/** `12 added, 3 updated`: the counts of a run that are not zero; what it left alone when all are. */
export function changeWords({ counts, status }: Pick<Job, "counts"> & Partial<Pick<Job, "status">>): string {
  const said = changes.filter((name) => counts[name] > 0).map((name) => `${formatCount(counts[name])} ${name}`);
  if (counts.held > 0) said.push(`${formatPlural(counts.held, "deletion")} held`);
  if (said.length > 0) return said.join(", ");
  if (status === "cancelled" || status === "failed") return "Nothing was made searchable";
  return counts.unchanged > 0 ? `${formatCount(counts.unchanged)} unchanged` : "Nothing to do";
}

/** How long a run took, or takes so far, in milliseconds; null before it began. */
export function jobDuration(
  { startedAt, finishedAt }: Pick<Job, "startedAt" | "finishedAt">,
  now: number,
): number | null {
  if (startedAt === null) return null;
  return Math.max(0, (finishedAt === null ? now : Date.parse(finishedAt)) - Date.parse(startedAt));
}

/** How far a run that is not over is, in a line: `1,234 of 5,000 documents, 400 a second, about 10 s left`. */
export function progressWords({ status, progress, waiting, counts }: Job): string {
  if (status === "queued") return "It begins as soon as its turn comes.";
  const { done, total, listing, perSecond, remainingSeconds } = progress;
  if (total === 0) return listing ? "Looking at what is there…" : "Nothing has changed.";
  const far = listing
    ? `${formatPlural(Math.max(total, counts.listed), "document")} found so far, ${formatCount(done)} done`
    : `${formatCount(done)} of ${formatPlural(total, "document")}`;
  return [far, ...(waiting ? [] : paceWords(perSecond, remainingSeconds))].join(", ");
}

/** `400 a second`, `about 10 s left`: as much of it as is known. */
export function paceWords(perSecond: number | null, remainingSeconds: number | null): string[] {
  const rate = perSecond !== null && perSecond > 0 ? [rateWords(perSecond)] : [];
  return remainingSeconds === null
    ? rate
    : [...rate, `about ${formatDuration(Math.max(remainingSeconds, 1) * 1_000)} left`];
}

/** `400 a second`, `12 a minute`. */
export function rateWords(perSecond: number): string {
  return perSecond >= 1
    ? `${formatCount(Math.round(perSecond))} a second`
    : `${formatCount(Math.max(1, Math.round(perSecond * 60)))} a minute`;
}

/** The sentence a run leaves behind once it is over; null before. */
export function resultWords(job: Job): string | null {
  if (isJobActive(job)) return null;
  const { status, problem, startedAt, finishedAt } = job;
  if (status === "failed") return problem?.message ?? "It failed without saying why.";
  if (status === "cancelled") {
    return startedAt === null ? "It was cancelled before it began." : kept(job);
  }
  const took = finishedAt === null ? null : jobDuration(job, Date.parse(finishedAt));
  return `${changeWords(job)}${took === null ? "" : `, in ${formatDuration(took)}`}.`;
}

function kept({ counts: { added, updated } }: Job): string {
  const read = added + updated;
  return read === 0
    ? "It was cancelled before it had made anything searchable. The next run reads what is left."
    : `The ${formatPlural(read, "document")} that it had made searchable by then can be found; the next run goes on from there.`;
}
